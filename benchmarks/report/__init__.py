"""How a benchmark reports: one JSON line per figure."""

import json
import os
import platform


def report(
    name: str,
    case: str,
    value: float,
    unit: str,
    *,
    baseline: str,
    baseline_value: float,
    n: int,
    rate: bool = False,
) -> None:
    """Print one figure. `ratio` is above 1 when better: baseline_value ÷ value, for a rate the other way round.

    It is null where it would divide by 0.
    """
    better, worse = (value, baseline_value) if rate else (baseline_value, value)
    line = {
        "name": name,
        "case": case,
        "value": round(value, 4),
        "unit": unit,
        "baseline": baseline,
        "baseline_value": round(baseline_value, 4),
        "ratio": round(better / worse, 2) if worse else None,
        "n": n,
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}",
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of all values do not exceed (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]
