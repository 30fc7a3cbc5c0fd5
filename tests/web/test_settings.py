"""Settings come from the environment, bounded; nothing in them can weaken the sealing."""

from datetime import timedelta
from pathlib import Path

import pytest

from config import VARIABLES, BadSetting, Settings


def test_the_defaults_are_safe_and_the_database_is_in_the_data_folder(tmp_path: Path) -> None:
    settings = Settings.from_environment({"CASEWORK_DATA": str(tmp_path)})
    assert settings.database == f"sqlite:///{tmp_path}/casework.sqlite3"
    assert settings.cookie_secure
    assert settings.trusted_proxies == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEWORK_DATABASE_URL", "mysql://localhost/x"),
        ("CASEWORK_DATABASE_URL", "casework"),
        ("CASEWORK_IDLE_MINUTES", "0"),
        ("CASEWORK_IDLE_MINUTES", "ten"),
        ("CASEWORK_SESSION_HOURS", "100"),
        ("CASEWORK_UPLOAD_MB", "-1"),
        ("CASEWORK_COOKIE_SECURE", "perhaps"),
        ("CASEWORK_TRUSTED_PROXIES", "9"),
        ("CASEWORK_SIGN_INS_PER_MINUTE", "0"),
        ("CASEWORK_LANGUAGE", "de"),
        ("CASEWORK_TIMEZONE", "Nowhere/Land"),
        ("CASEWORK_LEAVE_URL", "javascript:alert(1)"),
        ("CASEWORK_DATA", __file__),
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize("name", ["CASEWORK_ENCRYPTION", "CASEWORK_DEBUG", "CASEWORK_PLAINTEXT"])
def test_there_is_no_setting_that_turns_encryption_off(name: str) -> None:
    with pytest.raises(BadSetting, match="no such setting"):
        Settings.from_environment({name: "off"})
    assert not any("CRYPT" in known or "SEAL" in known for known in VARIABLES)


def test_a_refused_database_address_is_not_repeated() -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({"CASEWORK_DATABASE_URL": "oracle://me:hunter2@host/db"})
    assert "hunter2" not in str(refused.value)


def test_a_database_password_is_not_in_the_settings_shown() -> None:
    settings = Settings.from_environment({"CASEWORK_DATABASE_URL": "postgres://me:hunter2@host/db"})
    assert settings.database.startswith("postgresql+psycopg://")
    assert "hunter2" not in repr(settings)


def test_times_are_read_in_their_units() -> None:
    settings = Settings.from_environment({"CASEWORK_IDLE_MINUTES": "15", "CASEWORK_SESSION_HOURS": "8"})
    assert (settings.idle, settings.session) == (timedelta(minutes=15), timedelta(hours=8))
