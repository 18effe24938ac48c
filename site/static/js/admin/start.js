// Starts what Wagtail's admin would start with inline scripts, which its content policy forbids:
// <script type="application/json" data-controller="start" data-start-call-value="InlinePanel">[{…}]</script>
// Added parts of a form start as well: Stimulus, which Wagtail uses throughout, sees them come.
const STARTABLE = [
  "InlinePanel", "MultipleChooserPanel", "initDateChooser", "initTimeChooser", "initDateTimeChooser",
  "Chooser", "DocumentChooser", "ImageChooser", "PageChooser", "SnippetChooser", "createTaskChooser",
];

class StartController extends window.StimulusModule.Controller {
  static values = { call: String };

  connect() {
    const call = this.callValue;
    // By name, and no other name: markup that came in from somewhere must not call what it likes
    if (!STARTABLE.includes(call)) throw new Error(`Nothing to start is called ${call}`);
    const values = JSON.parse(this.element.textContent);
    this.element.remove(); // a part of a form that is moved starts once
    new window[call](...values);
  }
}

window.wagtail.app.register("start", StartController);
