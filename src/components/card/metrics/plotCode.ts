/** Code that puts numbers of the registry into a data frame of the notebook and draws them. */
import { quoted } from '../../../python';
import type { Leaderboard } from '../../../schema';

const IMPORTS = 'import jupyter_registry\nimport pandas as pd\n';

/** The metrics of a version as a data frame and as bars, one picture for each dataset. */
export function metricsCode(ref: string): string {
  return `${IMPORTS}
card = jupyter_registry.open_registry().get_card(${quoted(ref)})
measured = [*card.version.manifest.metrics, *(m for r in card.records.evaluations for m in r.evaluation.metrics)]
metrics = pd.DataFrame(
    [(m.dataset, m.split, m.name, m.value, m.low, m.high, m.n) for m in measured],
    columns=["dataset", "split", "metric", "value", "low", "high", "n"],
)
for (dataset, split), rows in metrics.groupby(["dataset", "split"]):
    rows.plot.barh(x="metric", y="value", legend=False, title=f"{dataset} {split}")
metrics`;
}

/** A leaderboard as a data frame and, where the models' costs are known, quality by cost. */
export function boardCode({ dataset, metric, split, scenario }: Leaderboard): string {
  return `${IMPORTS}
board = jupyter_registry.open_registry().get_leaderboard(
    ${quoted(dataset)}, ${quoted(metric)}, split=${quoted(split)}, scenario=${quoted(scenario)}, limit=100
)
ranks = pd.DataFrame(
    [
        (
            r.place, r.ref, r.metric.value, r.hardware, r.at,
            r.resources.latency_ms if r.resources else None,
            r.resources.parameter_count if r.resources else None,
        )
        for r in board.ranks
    ],
    columns=["place", "ref", "value", "hardware", "at", "latency_ms", "parameters"],
)
cost = "latency_ms" if ranks["latency_ms"].notna().sum() > 1 else "parameters"
if ranks[cost].notna().any():
    ranks.plot.scatter(x=cost, y="value", logx=True)
ranks`;
}
