import { type Dispatch, useEffect } from "preact/hooks";
import { datePlus } from "../../day-words.ts";
import type { SessionPageData } from "../../pages/experience-page.tsx";
import { askSessions } from "./session-api.ts";
import type { SessionAction, SessionState } from "./session-state.ts";

/** Days asked for at once: a month is more than most guests look at. */
const daysAtOnce = 31;

/** The last date that can be booked. */
export const lastSessionDate = ({
  today,
  experience,
}: Pick<SessionPageData, "today" | "experience">): string =>
  datePlus(today, experience.horizonDays);

/** Asks for the next sessions whenever they are wanted; an answer that was overtaken is dropped. */
export function useSessions(
  page: SessionPageData,
  { sessions }: SessionState,
  dispatch: Dispatch<SessionAction>,
): void {
  const { slug, instant } = page.experience;
  const { state, until } = sessions;
  const isWanted = instant && state === "wanted";
  useEffect(() => {
    if (!isWanted) return;
    const from = until === undefined ? page.today : datePlus(until, 1);
    const [to = ""] = [datePlus(from, daysAtOnce - 1), lastSessionDate(page)].sort();
    dispatch({ type: "sessions-asked" });
    void askSessions(slug, from, to).then((result) =>
      dispatch(
        result.ok
          ? { type: "sessions-arrived", sessions: result.value.sessions, until: to }
          : { type: "sessions-failed" },
      ),
    );
  }, [isWanted, until, slug, page, dispatch]);
}
