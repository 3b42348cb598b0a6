import "cally";
import { type ComponentChildren, h, type RefObject, type VNode } from "preact";
import { pageLocale } from "../../day-words.ts";

/** The elements of `cally`: `value` is a date, or several with spaces between them. */
export type CalendarElement = HTMLElement & { value: string };

export interface CalendarProps {
  element: RefObject<CalendarElement | null>;
  value: string;
  min: string;
  max: string;
  today: string;
  /** The date whose month is shown first. */
  focusedDate: string;
  isDateDisallowed: (date: Date) => boolean;
  /** Extra `part` names of a day, for styles. */
  getDayParts: (date: Date) => string;
  onFocusDay: (date: Date) => void;
  onPick: (value: string) => void;
}

/** A calendar with types: Preact's JSX knows no custom elements. Dates are UTC midnights. */
function calendar(tag: "calendar-multi" | "calendar-date", props: CalendarProps): VNode {
  const { element, onFocusDay, onPick, ...rest } = props;
  const attributes: Record<string, unknown> = {
    ...rest,
    ref: element,
    firstDayOfWeek: 1,
    locale: pageLocale,
    onfocusday: ({ detail }: CustomEvent<Date>) => onFocusDay(detail),
    onchange: () => onPick(element.current?.value ?? ""),
  };
  return h(
    tag,
    attributes,
    arrow("previous", "←", "Previous month"),
    arrow("next", "→", "Next month"),
    h("calendar-month", {}),
  );
}

const arrow = (slot: string, sign: string, label: string): ComponentChildren =>
  h(
    "span",
    { slot, class: "calendar-arrow" },
    h("span", { "aria-hidden": "true" }, sign),
    h("span", { class: "vh" }, label),
  );

/** For picking several days. */
export const CalendarMulti = (props: CalendarProps): VNode => calendar("calendar-multi", props);

/** For picking one day. */
export const CalendarDate = (props: CalendarProps): VNode => calendar("calendar-date", props);
