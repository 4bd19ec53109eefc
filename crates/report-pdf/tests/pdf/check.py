"""Checks that PDF files are PDF/UA-1 and PDF/A-2a, with `page-validation` from PyPI.

It judges what a program can judge: 104 rules of PDF/UA-1 and 154 of PDF/A-2a, after the model of
veraPDF. It cannot judge whether alternative text is apt or the order of reading makes sense; a
person must.

Prints a line for each file and profile, then every fault. Exit code 1 if there is one.
"""

import re
import sys
from pathlib import Path

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)

# Version 0.11.0 takes a stream whose last byte happens to be a carriage return for one byte too
# short. So where it says that a length is wrong, the lengths are measured here.
LENGTH_RULE = "PDFA2A-STREAM-LENGTH-001"


def lengths_hold(file):
    """Is every stream as long as it says, to the byte, before the line end and `endstream`?"""
    data = Path(file).read_bytes()
    ends = []
    for length in re.finditer(rb"/Length (\d+)(?! \d+ R)", data):
        start = data.index(b"stream\n", length.end()) + len(b"stream\n")
        end = start + int(length[1])
        ends.append(data[end:].startswith(b"\nendstream"))
    return bool(ends) and all(ends)


def main(files):
    faults = []
    for file in files:
        for profile in PROFILES:
            report = page.validate_pdf(file, profile=profile)
            found = [
                fault
                for fault in report.failures
                if fault.rule_id != LENGTH_RULE or not lengths_hold(file)
            ]
            verdict = "fails" if found else "holds"
            print(f"{file}: {profile.value} {verdict}, {report.rules.total} rules")
            faults += [f"{file}: {fault.rule_id}: {fault.message}" for fault in found]
            if report.rules.total < 100:
                faults.append(f"{file}: only {report.rules.total} rules were checked")
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
