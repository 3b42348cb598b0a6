import type { LocalDate } from "../local-time.ts";

export type TripViolationCode =
  | "unknown-route"
  | "unknown-format"
  | "format-not-offered"
  | "unknown-package"
  | "unknown-place"
  | "place-not-offered"
  | "missing-details"
  | "bad-details"
  | "not-a-date"
  | "not-a-time"
  | "past-date"
  | "too-soon"
  | "too-late"
  | "closed-day"
  | "holiday"
  | "off-grid"
  | "outside-hours"
  | "passengers"
  | "below-minimum"
  | "over-maximum"
  | "missing-extra"
  | "unknown-extra"
  | "bad-extra";

/** One broken rule. `field` is a path in the request, `message` a sentence that a guest reads. */
export interface TripViolation {
  /** `extras.<id>` for an extra. */
  field:
    | "route"
    | "format"
    | "package"
    | "date"
    | "time"
    | "passengers"
    | "pickup.place"
    | "pickup.details"
    | "dropOff"
    | `extras.${string}`;
  code: TripViolationCode;
  message: string;
  date?: LocalDate;
}
