import type { VNode } from "preact";
import { sayTime } from "../../day-words.ts";
import { sayZone } from "../../room-words.ts";
import { Field } from "../form/field.tsx";
import { ChoiceTiles } from "./choice-tiles.tsx";
import { PickupCalendar } from "./pickup-calendar.tsx";
import { pickupTimes } from "./pickup-days.ts";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

/** The API's own limit: a longer answer would be refused. */
const detailsLengthMax = 200;

function DetailsField({ page, state, dispatch }: TripPart): VNode | null {
  const place = page.service.pickupPlaces.find(({ id }) => id === state.form.place);
  if (place === undefined) return null;
  return (
    <Field
      name="details"
      label={place.detailsLabel ?? "Details of the place"}
      isOptional={place.detailsLabel === undefined}
      violations={tripViolationsOf(state, "details")}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          maxlength={detailsLengthMax}
          autocomplete="off"
          value={state.form.details}
          onInput={({ currentTarget }) =>
            dispatch({ type: "answered", field: "details", value: currentTarget.value })
          }
        />
      )}
    </Field>
  );
}

function TimeField({ page, state, dispatch }: TripPart): VNode {
  const { date, time } = state.form;
  const times = pickupTimes(page.service, date);
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

/** Where, on which day and at what time. */
export function PickupStep(part: TripPart): VNode {
  const { page, state, dispatch } = part;
  return (
    <>
      <ChoiceTiles
        name="place"
        legend="Place"
        choices={page.service.pickupPlaces}
        chosen={state.form.place}
        violations={tripViolationsOf(state, "place")}
        onChoose={(value) => dispatch({ type: "answered", field: "place", value })}
      />
      <DetailsField {...part} />
      <PickupCalendar {...part} />
      <TimeField {...part} />
    </>
  );
}
