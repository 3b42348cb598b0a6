import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PublicExperience } from "../../../catalogue/public-view.ts";
import { ExperienceFacts } from "../../experience-facts.tsx";
import type { WidgetPageData } from "../../pages/widget-page.tsx";
import { sessionLink } from "../sessions/proposed-session.ts";
import { SessionBooking } from "../sessions/session-booking.tsx";
import { isClass } from "../sessions/session-request.ts";

interface Offer {
  experience: PublicExperience;
  hotel: string;
  onChoose: () => void;
}

/** A class is paid by card on its own page: Stripe's form and the bank's dialogs want the window. */
function Choice({ experience, hotel, onChoose }: Offer): VNode {
  if (isClass(experience)) {
    return (
      <a
        class="button"
        href={sessionLink(experience.slug, { hotel })}
        target="_blank"
        rel="noopener"
      >
        Times and booking<span class="vh"> of {experience.name}, in a new tab</span>
      </a>
    );
  }
  return (
    <button type="button" class="button" onClick={onChoose} id={`choose-${experience.slug}`}>
      Times and booking<span class="vh"> of {experience.name}</span>
    </button>
  );
}

function OfferCard(offer: Offer): VNode {
  const { name, description, supplierName } = offer.experience;
  return (
    <li class="offer">
      <h2>{name}</h2>
      <p>{description}</p>
      <p class="field-hint">With {supplierName}.</p>
      <ExperienceFacts experience={offer.experience} />
      <Choice {...offer} />
    </li>
  );
}

function Chosen(props: { page: WidgetPageData; experience: PublicExperience; onBack: () => void }) {
  const { page, experience, onBack } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { contact, hotel, stripeJsUrl, today } = page;
  return (
    <>
      <p>
        <button type="button" class="link-button" onClick={onBack}>
          ← All experiences
        </button>
      </p>
      <h1 ref={heading} tabindex={-1}>
        {experience.name}
      </h1>
      <p class="lede">{experience.meetingPoint}</p>
      <SessionBooking page={{ experience, contact, stripeJsUrl, today, hotel, isEmbedded: true }} />
    </>
  );
}

/** What a hotel's guests can book, and the booking form in its place. */
export function HotelWidget({ page }: { page: WidgetPageData }): VNode {
  const [slug, setSlug] = useState<string>();
  const [cameFrom, setCameFrom] = useState<string>();
  const chosen = page.experiences.find((each) => each.slug === slug);
  useEffect(() => {
    if (cameFrom !== undefined) document.getElementById(`choose-${cameFrom}`)?.focus();
  }, [cameFrom]);
  if (chosen !== undefined) {
    const onBack = () => {
      setSlug(undefined);
      setCameFrom(chosen.slug);
    };
    return <Chosen page={page} experience={chosen} onBack={onBack} />;
  }
  return (
    <>
      <h1>Experiences to book</h1>
      <ul class="offers">
        {page.experiences.map((experience) => (
          <OfferCard
            key={experience.slug}
            experience={experience}
            hotel={page.hotel}
            onChoose={() => {
              setCameFrom(undefined);
              setSlug(experience.slug);
            }}
          />
        ))}
      </ul>
    </>
  );
}
