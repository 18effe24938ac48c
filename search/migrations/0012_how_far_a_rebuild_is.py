from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0011_derived_topics'),
    ]

    operations = [
        migrations.AddField(
            model_name='consumer',
            name='done',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='consumer',
            name='total',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
