import type { VNode } from "preact";
import type { PublicCatalogue, PublicService } from "../../catalogue/public-view.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import { renderPage } from "../layout.tsx";
import { sayPrice } from "../room-words.ts";
import { RouteArt } from "../route-art.tsx";
import { brandOf } from "../service-brand.ts";
import { ServiceFacts } from "../service-facts.tsx";
import {
  lowestPrice,
  pricesOf,
  sayDrive,
  sayPassengers,
  sayServiceRules,
  sayTripPrice,
} from "../service-words.ts";

export interface ServicePageProps {
  catalogue: PublicCatalogue;
  service: PublicService;
  /** The date now in the service's zone. */
  today: LocalDate;
}

/** What the page hands to `client/service.tsx`, as JSON. */
export interface ServicePageData {
  service: PublicService;
  contact: { email: string; phone: string | null };
  today: LocalDate;
}

function BookingPlace({ email }: { email: string }): VNode {
  return (
    <section id="book" aria-labelledby="book-title">
      <h2 id="book-title">Book your trip</h2>
      <div id="booking" class="booking-place">
        <p class="loading-line">Opening the booking…</p>
      </div>
      <noscript>
        <p class="notice">
          Booking needs JavaScript. Without it, write to <a href={`mailto:${email}`}>{email}</a>{" "}
          with your route, day, time and number of passengers.
        </p>
      </noscript>
    </section>
  );
}

/** Every route in every format: what the booking will reckon with. */
function Prices({ service }: { service: PublicService }): VNode {
  const { routes, formats, currency } = service;
  return (
    <section id="prices" class="terms" aria-labelledby="prices-title">
      <h2 id="prices-title">Routes and prices</h2>
      <ul class="route-prices">
        {routes.map((route) => (
          <li key={route.id}>
            <h3>{route.label}</h3>
            <p class="field-hint">{sayDrive(route)}</p>
            <dl class="price-lines">
              {formats.map(({ id, label, passengersMax }) => {
                const price = route.prices[id];
                return price === undefined ? null : (
                  <div key={id}>
                    <dt>
                      {label}
                      {passengersMax === undefined ? "" : `, up to ${sayPassengers(passengersMax)}`}
                    </dt>
                    <dd>{sayTripPrice(price, currency)}</dd>
                  </div>
                );
              })}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

function GoodToKnow({ service }: { service: PublicService }): VNode {
  const { operator, ownerName, refundPolicy } = service;
  return (
    <div class="columns terms">
      <section aria-labelledby="rules-title">
        <h2 id="rules-title">Booking</h2>
        <ul>
          {sayServiceRules(service).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="refund-title">
        <h2 id="refund-title">If you cancel</h2>
        <ul>
          {refundPolicy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>
          To cancel or change, write to {ownerName} at{" "}
          <a href={`mailto:${operator.email}`}>{operator.email}</a> with your booking code.
        </p>
      </section>
    </div>
  );
}

/** `/services/{service}`: what it is, its prices and rules in words, and the place of the builder. */
export function servicePage({ catalogue, service, today }: ServicePageProps): string {
  const { operator, name, description, currency } = service;
  const lowest = lowestPrice(pricesOf(service.routes));
  const from = lowest === undefined ? "" : `, from ${sayPrice(lowest.amount, currency)}`;
  const pageData: ServicePageData = {
    service,
    contact: { email: operator.email, phone: operator.phone ?? null },
    today,
  };
  return renderPage({
    title: name,
    description: `${name} with ${operator.name}${from}. ${description}`,
    operator,
    brand: brandOf(catalogue, service),
    scripts: ["/assets/service.js"],
    pageData,
    children: (
      <>
        <div class="room-head service-head">
          <div class="room-head-inner">
            <div>
              <p class="eyebrow">{operator.name}</p>
              <h1>{name}</h1>
              <p class="lede">{description}</p>
              <ServiceFacts service={service} />
            </div>
            <div class="room-art">
              <RouteArt stops={service.routes.length + 1} />
            </div>
          </div>
        </div>
        <div class="wrap room-body">
          <BookingPlace email={operator.email} />
          <Prices service={service} />
          <GoodToKnow service={service} />
        </div>
      </>
    ),
  });
}
