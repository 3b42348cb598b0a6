import type { VNode } from "preact";
import type { PublicRoute } from "../../../catalogue/public-view.ts";
import { lowestPrice, sayDrive, sayPassengers, sayTripPrice } from "../../service-words.ts";
import { ExtraField } from "../form/extra-field.tsx";
import { Field } from "../form/field.tsx";
import { ChoiceTiles } from "./choice-tiles.tsx";
import { offeredFormats } from "./offered-formats.ts";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

/** "from US$45 a passenger" */
function sayFrom({ prices }: PublicRoute, currency: string): string | undefined {
  const all = Object.values(prices);
  const lowest = lowestPrice(all);
  if (lowest === undefined) return undefined;
  const said = sayTripPrice(lowest, currency);
  return all.length > 1 ? `from ${said}` : said;
}

function PassengersField({ page, state, dispatch }: TripPart): VNode {
  const { minimum, maximum } = page.service.passengers;
  const sizes = Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
  return (
    <Field
      name="passengers"
      label="How many travel?"
      violations={tripViolationsOf(state, "passengers")}
    >
      {(attributes) => (
        <select
          {...attributes}
          class="middling"
          value={state.form.passengers}
          onChange={({ currentTarget }) =>
            dispatch({ type: "answered", field: "passengers", value: currentTarget.value })
          }
        >
          {sizes.map((size) => (
            <option key={size} value={String(size)}>
              {sayPassengers(size)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Where to, and how many. */
export function RouteStep(part: TripPart): VNode {
  const { page, state, dispatch } = part;
  const { routes, currency } = page.service;
  return (
    <>
      <ChoiceTiles
        name="route"
        legend="Route"
        isLegendHidden
        choices={routes.map((route) => ({
          id: route.id,
          label: route.label,
          description: sayDrive(route),
          price: sayFrom(route, currency),
        }))}
        chosen={state.form.route}
        violations={tripViolationsOf(state, "route")}
        onChoose={(value) => dispatch({ type: "answered", field: "route", value })}
      />
      <PassengersField {...part} />
    </>
  );
}

/** The formats that the chosen route has; what is too small for everybody can be read, not chosen. */
export function FormatStep({ page, state, dispatch }: TripPart): VNode {
  const { currency } = page.service;
  return (
    <ChoiceTiles
      name="format"
      legend="Format"
      isLegendHidden
      choices={offeredFormats(page.service, state.form).map(
        ({ id, label, description, price, tooSmall }) => ({
          id,
          label,
          description: tooSmall ?? description,
          price: sayTripPrice(price, currency),
          isClosed: tooSmall !== undefined,
        }),
      )}
      chosen={state.form.format}
      violations={tripViolationsOf(state, "format")}
      onChoose={(value) => dispatch({ type: "answered", field: "format", value })}
    />
  );
}

export function PackageStep({ page, state, dispatch }: TripPart): VNode {
  const { packages, currency } = page.service;
  return (
    <ChoiceTiles
      name="package"
      legend="Package"
      isLegendHidden
      choices={packages.map(({ id, label, description, price }) => ({
        id,
        label,
        description,
        price: price === undefined ? "Included" : `+ ${sayTripPrice(price, currency)}`,
      }))}
      chosen={state.form.package}
      violations={tripViolationsOf(state, "package")}
      onChoose={(value) => dispatch({ type: "answered", field: "package", value })}
    />
  );
}

/** A trip is on one day: a day's price is paid once. */
const per = { booking: "for your group", day: "for your group", attendee: "a passenger" };

export function ExtrasStep({ page, state, dispatch }: TripPart): VNode {
  const { extras, currency } = page.service;
  return (
    <fieldset>
      <legend class="vh">Extras</legend>
      {extras.map((extra) => (
        <ExtraField
          key={extra.id}
          extra={extra}
          currency={currency}
          per={per}
          answer={state.form.extras[extra.id]}
          violations={tripViolationsOf(state, `extras.${extra.id}`)}
          onAnswer={(value) => dispatch({ type: "extra-answered", id: extra.id, value })}
        />
      ))}
    </fieldset>
  );
}
