const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

/**
 * Whether a five-field cron expression fires in the minute of `instant` (UTC epoch milliseconds).
 * Weekdays count from Sunday = 1, as Cloudflare's do.
 * https://developers.cloudflare.com/workers/configuration/cron-triggers/
 */
export function cronFires(expression: string, instant: number): boolean {
  const fields = expression.trim().split(/\s+/);
  const at = new Date(instant);
  const values = [
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    at.getUTCDay() + 1,
  ];
  if (fields.length !== values.length) return false;
  return values.every((value, index) => fieldMatches(fields[index] ?? "", value, index));
}

function fieldMatches(field: string, value: number, index: number): boolean {
  return field.split(",").some((part) => {
    const [range = "*", step = "1"] = part.split("/", 2);
    const [first, last] = boundsOf(range, index, part.includes("/"));
    return value >= first && value <= last && (value - first) % Number(step) === 0;
  });
}

function boundsOf(range: string, index: number, stepped: boolean): [number, number] {
  const lowest = index < 2 ? 0 : 1;
  if (range === "*") return [lowest, Number.POSITIVE_INFINITY];
  const [from = "", to] = range.split("-", 2);
  const first = numberOf(from, index);
  if (to !== undefined) return [first, numberOf(to, index)];
  return [first, stepped ? Number.POSITIVE_INFINITY : first];
}

function numberOf(text: string, index: number): number {
  const names = index === 3 ? MONTHS : index === 4 ? WEEKDAYS : [];
  const named = names.indexOf(text.toUpperCase());
  return named === -1 ? Number(text) : named + 1;
}
