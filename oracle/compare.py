"""Holds our alignments against pm4py's, on the files that examples/oracle.rs writes.

    pip install pm4py            (AGPL: it is only run beside, nothing of it is in this project)
    python3 oracle/compare.py DIR

Prints how many costs differ (of A* none may; "Dijkstra, less memory" of 2.7.23 gives too much for
some traces of models that repeat a label, as A* shows), and the traces per second of each. Only the Petri net
aligners are asked: those for process trees are wrong at times.
"""

import pathlib
import sys
import time

import pm4py
from pm4py.algo.conformance.alignments.petri_net import algorithm
from pm4py.objects.log.importer.xes import importer as xes
from pm4py.objects.petri_net.importer import importer as pnml

LIMIT = 10  # seconds a trace
BUDGET = 90  # seconds a row of the table
METHODS = {
    "A* with the state equation": algorithm.Variants.VERSION_STATE_EQUATION_A_STAR,
    "Dijkstra, less memory": algorithm.Variants.VERSION_DIJKSTRA_LESS_MEMORY,
}


def ours(folder):
    found = {}
    for line in (folder / "ours.tsv").read_text().splitlines():
        if not line.startswith("#"):
            name, trace, cost, took = line.split("\t")[:4]
            found[name, int(trace)] = int(cost), float(took) / 1e6
    return found


def main(folder):
    known = ours(folder)
    differ = 0
    print("| models | aligner | traces | not done | differ | traces/s | ours, same traces | ratio |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for kind in ["unique", "repeated", "runbook"]:
        for label, method in METHODS.items():
            done, late, skipped, wrong, took, our_took = 0, 0, 0, 0, 0.0, 0.0
            for path in sorted(folder.glob(f"{kind}-*.pnml")):
                net, start, end = pnml.apply(str(path))
                log = xes.apply(str(path.with_suffix(".xes")), parameters={"show_progress_bar": False},
                                variant=xes.Variants.ITERPARSE)
                for at, trace in enumerate(log):
                    if took + late * LIMIT > BUDGET:
                        skipped += 1
                        continue
                    begun = time.perf_counter()
                    result = algorithm.apply_trace(
                        trace, net, start, end, variant=method,
                        parameters={"max_align_time_trace": LIMIT})
                    spent = time.perf_counter() - begun
                    if result is None or spent > LIMIT:
                        late += 1
                        continue
                    cost, our_time = known[path.stem, at]
                    theirs = result["cost"] // 10_000
                    if theirs != cost:
                        wrong += 1
                        print(f"{path.stem} trace {at}: {theirs}, ours {cost}", file=sys.stderr)
                    done, took, our_took = done + 1, took + spent, our_took + our_time
            # The one that is known to be right decides.
            differ += wrong if method is algorithm.Variants.VERSION_STATE_EQUATION_A_STAR else 0
            print(f"| {kind} | {label} | {done} | {late + skipped} | {wrong} | {done / took:,.0f} "
                  f"| {done / our_took:,.0f} | {took / our_took:,.0f} |", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
