import { instantAt } from "../../day-words.ts";
import type { SessionForm } from "./session-state.ts";

/** The day and the time that are chosen or wished for; empty while they are not. */
export function chosenStart(form: Pick<SessionForm, "mode" | "session" | "date" | "time">) {
  const [date = "", time = ""] =
    form.mode === "request" ? [form.date, form.time] : form.session.split("T");
  return { date, time };
}

/** The instant at which it starts (UTC epoch ms); `undefined` while it is not chosen, or half typed. */
export function chosenStartsAt(form: SessionForm, timeZone: string): number | undefined {
  const { date, time } = chosenStart(form);
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return instantAt(date, time, timeZone);
}
