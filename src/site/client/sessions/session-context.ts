import type { Dispatch } from "preact/hooks";
import type { SessionPageData } from "../../pages/experience-page.tsx";
import type { SessionAction, SessionState } from "./session-state.ts";

/** What every part of the form of an experience is given. */
export interface SessionPart {
  page: SessionPageData;
  state: SessionState;
  dispatch: Dispatch<SessionAction>;
}
