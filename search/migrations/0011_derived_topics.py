from django.db import migrations, models


def make_due(apps, schema_editor):
    """What is kept has no reasons yet: the worker reads every listing once more."""
    meanings = apps.get_model("search", "ListingMeaning").objects.values_list("service_id", flat=True)
    due = apps.get_model("search", "DueMeaning")
    due.objects.bulk_create(
        (due(service_id=pk, digest="") for pk in meanings), batch_size=1_000, ignore_conflicts=True
    )


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0010_meanings_in_the_outbox'),
    ]

    operations = [
        migrations.AddField(
            model_name='listingmeaning',
            name='derived_topics',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='listingmeaning',
            name='text_digest',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.RunPython(make_due, migrations.RunPython.noop),
    ]
