"""How a benchmark reports: one JSON line per figure."""

import json
import os
import platform


def report(name: str, case: str, value: float, unit: str, *, baseline: str, baseline_value: float, n: int) -> None:
    """Print one figure. `ratio` is baseline_value ÷ value, above 1 when better; null where the value is 0."""
    line = {
        "name": name,
        "case": case,
        "value": round(value, 4),
        "unit": unit,
        "baseline": baseline,
        "baseline_value": round(baseline_value, 4),
        "ratio": round(baseline_value / value, 2) if value else None,
        "n": n,
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}",
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of all values do not exceed (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]
