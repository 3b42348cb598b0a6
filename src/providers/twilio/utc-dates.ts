/**
 * In the bundle this stands for the date library (dayjs, and its plugin for UTC) that the SDK imports
 * for three things: to read a date that Twilio writes, and to write a day or an instant in UTC.
 */
function utc(date: string | Date) {
  const at = new Date(date);
  const isValid = () => !Number.isNaN(at.getTime());
  const written = () => at.toISOString();
  return {
    isValid,
    toDate: () => at,
    format: (pattern: string) =>
      pattern === "YYYY-MM-DD" ? written().slice(0, 10) : `${written().slice(0, 19)}Z`,
  };
}

export default { utc, extend: () => {} };
