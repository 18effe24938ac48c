from django.db import migrations, models


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
    ]
