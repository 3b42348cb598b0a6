import "cally";
import { type ComponentChildren, h, type RefObject, type VNode } from "preact";

/** The element of `cally` for picking several days: `value` is dates with spaces between them. */
export type CalendarElement = HTMLElement & { value: string };

export interface CalendarMultiProps {
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
  children: ComponentChildren;
}

/** `<calendar-multi>` with types: Preact's JSX knows no custom elements. Dates are UTC midnights. */
export function CalendarMulti(props: CalendarMultiProps): VNode {
  const { element, onFocusDay, onPick, children, ...rest } = props;
  const attributes: Record<string, unknown> = {
    ...rest,
    ref: element,
    firstDayOfWeek: 1,
    locale: "en-CA",
    onfocusday: ({ detail }: CustomEvent<Date>) => onFocusDay(detail),
    onchange: () => onPick(element.current?.value ?? ""),
  };
  return h("calendar-multi", attributes, children, h("calendar-month", {}));
}
