import type { VNode } from "preact";
import { sayTime } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { Field } from "../form/field.tsx";
import { ChoiceTiles } from "./choice-tiles.tsx";
import { openTimes } from "./open-times.ts";
import { PickupCalendar } from "./pickup-calendar.tsx";
import { dropOffLabel, routePlaces } from "./route-ends.ts";
import { TimesInstead } from "./times-instead.tsx";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

/** The API's own limit: a longer answer would be refused. */
const lineLengthMax = 200;

function LineField(
  props: TripPart & { field: "details" | "dropOff"; label: string; isOptional?: boolean },
): VNode {
  const { state, dispatch, field, label, isOptional = false } = props;
  return (
    <Field
      name={field}
      label={label}
      isOptional={isOptional}
      violations={tripViolationsOf(state, field)}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          maxlength={lineLengthMax}
          autocomplete="off"
          value={state.form[field]}
          onInput={({ currentTarget }) =>
            dispatch({ type: "answered", field, value: currentTarget.value })
          }
        />
      )}
    </Field>
  );
}

function DetailsField(part: TripPart): VNode | null {
  const { page, state } = part;
  const place = routePlaces(page.service, state.form).find(({ id }) => id === state.form.place);
  if (place === undefined) return null;
  const { detailsLabel } = place;
  return (
    <LineField
      {...part}
      field="details"
      label={detailsLabel ?? "Details of the place"}
      isOptional={detailsLabel === undefined}
    />
  );
}

function DropOffField(part: TripPart): VNode | null {
  const label = dropOffLabel(part.page.service, part.state.form);
  return label === undefined ? null : <LineField {...part} field="dropOff" label={label} />;
}

function TimeField({ page, state, dispatch }: TripPart): VNode {
  const { date, time } = state.form;
  const times = openTimes(page.service, state);
  return (
    <Field
      name="time"
      label="Pickup time"
      hint={`${sayZone(page.service.timeZone)} time.`}
      violations={tripViolationsOf(state, "time")}
    >
      {(attributes) => (
        <select
          {...attributes}
          class="middling"
          disabled={times.length === 0}
          value={time}
          onChange={({ currentTarget }) =>
            dispatch({ type: "answered", field: "time", value: currentTarget.value })
          }
        >
          <option value="">{date === "" ? "Choose a day first" : "Choose…"}</option>
          {times.map((each) => (
            <option key={each} value={each}>
              {sayTime(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Where from and where to, on which day and at what time. */
export function PickupStep(part: TripPart): VNode {
  const { page, state, dispatch } = part;
  return (
    <>
      <ChoiceTiles
        name="place"
        legend="Place"
        choices={routePlaces(page.service, state.form)}
        chosen={state.form.place}
        violations={tripViolationsOf(state, "place")}
        onChoose={(value) => dispatch({ type: "answered", field: "place", value })}
      />
      <DetailsField {...part} />
      <DropOffField {...part} />
      <PickupCalendar {...part} />
      <TimeField {...part} />
      <TimesInstead {...part} />
    </>
  );
}
