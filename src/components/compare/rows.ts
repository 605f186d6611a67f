/** Which rows of a comparison are shown, and what its weights make of the scores. */
import type { ComparedGroup, ComparedRow, Comparison, Overall } from '../../schema';

type Weights = Readonly<Record<string, number>>;

/** Whether versions are compared in a row of numbers. */
export function isScored(row: ComparedRow): boolean {
  return row.cells.some(cell => typeof cell.score === 'number');
}

/** Every row in which at least two versions have a score. */
export function scoredRows(comparison: Comparison): ComparedRow[] {
  return comparison.groups.flatMap(group => group.rows).filter(isScored);
}

/** The rows of a group, those that are the same everywhere only when asked for. */
export function rowsOf(group: ComparedGroup, onlyDifferences: boolean): readonly ComparedRow[] {
  return onlyDifferences ? group.rows.filter(row => row.differs) : group.rows;
}

/** How many rows are left out because they are the same everywhere. */
export function equalRows(comparison: Comparison): number {
  return comparison.groups.reduce((sum, group) => sum + group.total - group.differing, 0);
}

/** Whether all rows weigh the same. */
export function isEqual(weights: Weights): boolean {
  return Object.values(weights).every(weight => weight === 1);
}

/** The weighted mean of each version's scores; null where fewer than half of the rows that weigh can be compared. */
export function overallOf(comparison: Comparison, weights: Weights): readonly Overall[] {
  if (isEqual(weights)) {
    return comparison.overall;
  }
  const rows = scoredRows(comparison)
    .map(row => ({ row, weight: weights[row.id] ?? 1 }))
    .filter(({ weight }) => weight > 0);
  return comparison.versions.map((_, column) => {
    const there = rows.filter(({ row }) => typeof row.cells[column].score === 'number');
    if (there.length === 0 || 2 * there.length < rows.length) {
      return { score: null, counted: there.length };
    }
    const total = there.reduce((sum, { weight }) => sum + weight, 0);
    const sum = there.reduce((all, { row, weight }) => all + weight * (row.cells[column].score ?? 0), 0);
    return { score: Math.round((10 * sum) / total) / 10, counted: there.length };
  });
}
