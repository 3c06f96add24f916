"""run.py [--seed N] [STEP...]: the faults of `f*.py`, each in a folder of its own. One line a step, the last line says how
many passed. Exit code 1 when one failed. REVIVRE_BIN: the program (default: the development build)."""

import argparse
import importlib
import pathlib
import random
import sys

import support


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, help="how often F1 kills (default: 200)")
    parser.add_argument("steps", nargs="*", help="f01, f03 … (default: all)")
    words = parser.parse_args()
    here = pathlib.Path(__file__).parent
    names = sorted(file.stem for file in here.glob("f[0-9]*.py"))
    chosen = [name for name in names if not words.steps or name.split("_")[0] in words.steps]
    passed = 0
    for name in chosen:
        more = {"kills": words.kills} if words.kills and name.startswith("f01") else {}
        work = importlib.import_module(name).work
        passed += support.Step(name, words.seed).run(lambda step, work=work, more=more: work(step, **more))
    print(f"{passed} passed, {len(chosen) - passed} failed")
    return 0 if passed == len(chosen) and chosen else 1


if __name__ == "__main__":
    sys.exit(main())
