"""Mistakes in the set-up of search are said before anything starts."""

from search.checks import check_index_folder


def test_folder_that_is_still_to_be_made_is_fine(settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "data" / "index"

    assert check_index_folder() == []


def test_folder_that_cannot_be_made_is_an_error_with_a_hint(settings, tmp_path):
    (tmp_path / "data").write_text("not a folder")
    settings.SEARCH_INDEX_FOLDER = tmp_path / "data" / "index"

    errors = check_index_folder()

    assert [error.id for error in errors] == ["search.E001"]
    assert "DATA_FOLDER" in errors[0].hint
