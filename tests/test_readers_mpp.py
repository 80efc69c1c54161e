"""Microsoft Project's own files: what is said without the extra for them, and read with it."""

import pytest
from elsewhere import starts, written

from simulator import load
from simulator.plan_check import check_plan
from simulator.plans import translated
from simulator.readers import ReadError, mpp, plan_of

with_extra = pytest.mark.skipif(
    not mpp.can_read(), reason="files of Microsoft Project need the extra mpp"
)

MPX = """MPX,Microsoft Project for Windows,4.0,ANSI
10,$,1,2,",",.
11,2,0,1,8.00,40.00,$0.00/h,$0.00/h,1,1
12,1,1,480,/,:,,,9,1
20,Standard,0,1,1,1,1,1,0
25,1
25,2,08:00,12:00,13:00,17:00
25,3,08:00,12:00,13:00,17:00
25,4,08:00,12:00,13:00,17:00
25,5,08:00,12:00,13:00,17:00
25,6,08:00,12:00,13:00,17:00
25,7
60,Name,ID,Outline Level,Duration,Start,Finish,Predecessors,Unique ID
61,1,90,3,40,50,51,70,98
70,Draw,1,1,5d,04/01/27,08/01/27,,1
70,Dig,2,1,3d,13/01/27,15/01/27,1FS+2d,2
70,Fill,3,1,1d,18/01/27,18/01/27,2,3
70,Plant,4,1,1d,19/01/27,19/01/27,3,4
"""


def test_files_that_only_their_own_program_writes_need_two_packages_or_a_sentence(
    tmp_path, monkeypatch
):
    path = written(tmp_path, "plan.mpp", b"\xd0\xcf\x11\xe0")
    monkeypatch.setattr(mpp, "find_spec", lambda name: None)
    monkeypatch.setattr(mpp.shutil, "which", lambda name: None)
    with pytest.raises(ReadError) as refused:
        load(path)
    assert str(refused.value) == (
        "plan.mpp: needs two more packages; install pmo-flight-simulator[mpp], or open it in "
        "Microsoft Project and save it as XML (File, Save As, XML Format)"
    )


@with_extra
def test_a_damaged_file_of_microsoft_project_is_refused(tmp_path):
    with pytest.raises(ReadError, match="cannot be read; open it in Microsoft Project and save"):
        load(written(tmp_path, "plan.mpp", b"\xd0\xcf\x11\xe0"))


@with_extra
def test_a_plan_in_letters_of_the_oldest_kind_is_read_mpx(tmp_path):
    office = translated(plan_of(written(tmp_path, "dam.mpx", MPX)))
    assert starts(office) == {"Draw": 0, "Dig": 7, "Fill": 10, "Plant": 11}
    assert check_plan(office).agrees
    assert office.clock.date_of(office.finishes["dam"]).isoformat() == "2027-01-19"
