/** An instant as the API writes it: "2026-12-07T17:00:00.000Z". */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
