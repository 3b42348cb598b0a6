import type { VNode } from "preact";
import type { PublicCatalogue, PublicExperience } from "../../catalogue/public-view.ts";
import type { LocalDate } from "../../domain/local-time.ts";
import { ExperienceFacts } from "../experience-facts.tsx";
import { sayCancellation, sayExperienceRules } from "../experience-words.ts";
import { renderPage } from "../layout.tsx";
import { sayPrice } from "../room-words.ts";
import { SessionArt } from "../session-art.tsx";

export interface ExperiencePageProps {
  catalogue: PublicCatalogue;
  experience: PublicExperience;
  stripeJsUrl: string;
  /** The date now in the experience's zone. */
  today: LocalDate;
}

/** What the page hands to `client/experience.tsx`, as JSON; the widget makes it for itself. */
export interface SessionPageData {
  experience: PublicExperience;
  contact: { email: string; phone: string | null };
  stripeJsUrl: string;
  today: LocalDate;
  /** Whose page this stands in; `null` on our own, where the address may name one. */
  hotel: string | null;
  /** Stands in a hotel's page, where links to payments must open outside of the frame. */
  isEmbedded: boolean;
}

function BookingPlace({ experience, email }: { experience: PublicExperience; email: string }) {
  return (
    <section aria-labelledby="book-title">
      <h2 id="book-title">{experience.instant ? "Book your spots" : "Ask for a time"}</h2>
      <noscript>
        <p class="notice">
          Booking needs JavaScript. Without it, write to <a href={`mailto:${email}`}>{email}</a>{" "}
          with your day, time and number of people.
        </p>
      </noscript>
      <div id="booking" class="booking-place">
        <p class="loading-line">Looking for sessions…</p>
      </div>
    </section>
  );
}

function GoodToKnow({ experience }: { experience: PublicExperience }): VNode {
  return (
    <div class="columns terms">
      <section aria-labelledby="arrive-title">
        <h2 id="arrive-title">On the day</h2>
        <h3>Meeting point</h3>
        <p>{experience.meetingPoint}</p>
        {experience.whatToBring.length === 0 ? null : (
          <>
            <h3>What to bring</h3>
            <ul>
              {experience.whatToBring.map((thing) => (
                <li key={thing}>{thing}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section aria-labelledby="rules-title">
        <h2 id="rules-title">Booking</h2>
        <ul>
          {sayExperienceRules(experience).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="refund-title">
        <h2 id="refund-title">If you cancel</h2>
        <p>{sayCancellation(experience)}</p>
        <p>Your confirmation has a link to cancel. No account is needed.</p>
      </section>
    </div>
  );
}

/** `/experiences/{experience}`: what it is, its rules in words, and the place of the form. */
export function experiencePage(props: ExperiencePageProps): string {
  const { catalogue, experience, stripeJsUrl, today } = props;
  const { operator } = catalogue;
  const { name, description, supplierName, pricePerPerson, currency } = experience;
  const pageData: SessionPageData = {
    experience,
    contact: { email: operator.email, phone: operator.phone ?? null },
    stripeJsUrl,
    today,
    hotel: null,
    isEmbedded: false,
  };
  return renderPage({
    title: name,
    description: `${name} with ${supplierName}, ${sayPrice(pricePerPerson, currency)} a person. ${description}`,
    operator,
    scripts: ["/assets/experience.js"],
    pageData,
    children: (
      <>
        <div class="room-head experience-head">
          <div class="room-head-inner">
            <div>
              <p class="eyebrow">
                <a href="/#experiences">All experiences and classes</a>
              </p>
              <h1>{name}</h1>
              <p class="lede">{description}</p>
              <p>With {supplierName}.</p>
              <ExperienceFacts experience={experience} />
            </div>
            <div class="room-art">
              <SessionArt experience={experience} />
            </div>
          </div>
        </div>
        <div class="wrap room-body">
          <BookingPlace experience={experience} email={operator.email} />
          <GoodToKnow experience={experience} />
        </div>
      </>
    ),
  });
}
