"""What a user hears on the terminal of a message that does not say from whom it is."""

from __future__ import annotations

from pathlib import Path

from cli.run import policyc

ROOT = Path(__file__).parent.parent.parent
OLD, NEW = ROOT / "policies/archive/progressx-1.0.0.yaml", ROOT / "policies/progressx.yaml"
NO_SENDER = (
    "progressx-wijziging-2.0.0.eml heeft geen afzender: kies in uw mailprogramma vanaf welk adres u dit verstuurt."
)


def test_a_mail_without_a_sender_is_mentioned_and_no_other_kind(tmp_path: Path) -> None:
    for kind, lines in (("eml", 1), ("txt", 0)):
        run = policyc("diff", OLD, NEW, "--notice", "--to", kind, "-o", tmp_path / kind)
        assert run.stderr.splitlines().count(NO_SENDER) == lines
