import type { VNode } from "preact";
import type {
  PublicCatalogue,
  PublicExperience,
  PublicRoom,
  PublicService,
} from "../../catalogue/public-view.ts";
import { count, sayLength, sayList } from "../day-words.ts";
import { ExperienceFacts } from "../experience-facts.tsx";
import { HallFront } from "../hall-front.tsx";
import { renderPage } from "../layout.tsx";
import { RoomPlan } from "../room-plan.tsx";
import { sayPrice, sayWeeklyHours } from "../room-words.ts";
import { RouteArt } from "../route-art.tsx";
import { ServiceFacts } from "../service-facts.tsx";
import { SessionArt } from "../session-art.tsx";

const numberWords = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** The first sentence: enough to choose by; the room's own page has the rest. */
const firstSentence = (text: string): string => text.match(/^.*?[.!?](?=\s|$)/s)?.[0] ?? text;

const sayNumber = (number: number): string => numberWords[number]?.toLowerCase() ?? String(number);

/** ", from a table for four to a hall for 120" */
function saySizes(rooms: PublicRoom[]): string {
  const capacities = rooms.map(({ capacity }) => capacity);
  const [least, most] = [Math.min(...capacities), Math.max(...capacities)];
  return least < most ? `, from a table for ${sayNumber(least)} to a hall for ${most}` : "";
}

function RoomCard({ room }: { room: PublicRoom }): VNode {
  return (
    <li class="room-card">
      <div class="room-art">
        <RoomPlan capacity={room.capacity} />
      </div>
      <div class="room-card-text">
        <h3>{room.bookable ? <a href={`/rooms/${room.slug}`}>{room.name}</a> : room.name}</h3>
        <p>{firstSentence(room.description)}</p>
        <dl class="room-facts">
          <div>
            <dt>Seats</dt>
            <dd>{room.capacity}</dd>
          </div>
          <div>
            <dt>An hour</dt>
            <dd>{sayPrice(room.pricePerHour, room.currency)}</dd>
          </div>
          {room.dayRate === undefined ? (
            <div>
              <dt>Shortest</dt>
              <dd>{sayLength(room.minimumHours * 60)}</dd>
            </div>
          ) : (
            <div>
              <dt>All day</dt>
              <dd>{sayPrice(room.dayRate, room.currency)}</dd>
            </div>
          )}
        </dl>
        <p class="room-card-action" aria-hidden="true">
          {room.bookable ? "See days and book" : "Not open for booking just now"}
        </p>
      </div>
    </li>
  );
}

function ExperienceCard({ experience }: { experience: PublicExperience }): VNode {
  const { slug, name, description, instant } = experience;
  return (
    <li class="room-card">
      <div class="room-art">
        <SessionArt experience={experience} />
      </div>
      <div class="room-card-text">
        <h3>
          <a href={`/experiences/${slug}`}>{name}</a>
        </h3>
        <p>{firstSentence(description)}</p>
        <ExperienceFacts experience={experience} />
        <p class="room-card-action" aria-hidden="true">
          {instant ? "See times and book" : "Ask for a time"}
        </p>
      </div>
    </li>
  );
}

/** Experiences and classes: what somebody else gives in the house, by the person. */
function Experiences({ experiences }: { experiences: PublicExperience[] }): VNode {
  return (
    <section class="wrap" id="experiences" aria-labelledby="experiences-title">
      <div class="section-head">
        <h2 id="experiences-title">Experiences and classes</h2>
        <p>With people who know their trade. Priced by the person, booked by the spot.</p>
      </div>
      <ul class="room-list">
        {experiences.map((experience) => (
          <ExperienceCard key={experience.slug} experience={experience} />
        ))}
      </ul>
    </section>
  );
}

function ServiceCard({ service }: { service: PublicService }): VNode {
  const { slug, name, description, operator, routes } = service;
  return (
    <li class="room-card service-card">
      <div class="room-art">
        <RouteArt stops={routes.length + 1} />
      </div>
      <div class="room-card-text">
        <h3>
          <a href={`/services/${slug}`}>{name}</a>
        </h3>
        <p>{firstSentence(description)}</p>
        <p class="field-hint">With {operator.name}</p>
        <ServiceFacts service={service} />
        <p class="room-card-action" aria-hidden="true">
          See routes and book
        </p>
      </div>
    </li>
  );
}

function Transport({ services }: { services: PublicService[] }): VNode {
  return (
    <section class="wrap" id="transport" aria-labelledby="transport-title">
      <div class="section-head">
        <h2 id="transport-title">Transport</h2>
        <p>A driver for your way here, or anywhere. Booked and paid in one go.</p>
      </div>
      <ul class="room-list">
        {services.map((service) => (
          <ServiceCard key={service.slug} service={service} />
        ))}
      </ul>
    </section>
  );
}

function HowItWorks({ holdMinutes }: { holdMinutes: number }): VNode {
  return (
    <section class="band band-ink" aria-labelledby="how">
      <div class="wrap">
        <h2 id="how">How booking a room works</h2>
        <ol class="steps">
          <li>
            <h3>Pick your days</h3>
            <p>One day or several. You only see times that are really free, and what they cost.</p>
          </li>
          <li>
            <h3>Pay by card</h3>
            <p>Your time is held for {sayLength(holdMinutes)} while you pay. No account needed.</p>
          </li>
          <li>
            <h3>Come in</h3>
            <p>
              Your confirmation arrives by email, with every date for your own calendar. If anything
              stops us from giving you the room, you get all your money back at once.
            </p>
          </li>
        </ol>
      </div>
    </section>
  );
}

function GoodToKnow({ room }: { room: PublicRoom }): VNode {
  return (
    <section class="wrap good-to-know" aria-labelledby="good-to-know">
      <h2 id="good-to-know">Good to know</h2>
      <div class="columns">
        <div>
          <h3>Hours</h3>
          <ul>
            {sayWeeklyHours(room.weeklyHours).map((hours) => (
              <li key={hours}>{hours}</li>
            ))}
            <li>Holidays are marked in each room’s calendar</li>
          </ul>
        </div>
        <div>
          <h3>When to book</h3>
          <p>
            From {count(room.earliestHours, "hour")} to {count(room.horizonDays, "day")} ahead, up
            to {count(room.daysMax, "day")} in one booking.
          </p>
        </div>
        <div>
          <h3>If plans change</h3>
          <ul>
            {room.refundPolicy.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

/** `/`: the venue and its rooms. */
export function homePage({ catalogue }: { catalogue: PublicCatalogue }): string {
  const { operator, rooms, experiences, services } = catalogue;
  const typical = rooms[0];
  const roomCount = `${numberWords[rooms.length] ?? rooms.length} ${rooms.length === 1 ? "room" : "rooms"}`;
  const discounts = [
    ...new Map(rooms.flatMap((room) => room.discounts).map((each) => [each.id, each])).values(),
  ];
  return renderPage({
    title: operator.name,
    description: `${roomCount} to book by the hour at ${operator.name}: meetings, trainings, recordings and assemblies. See free times, pay by card, confirmed by email.`,
    operator,
    children: (
      <>
        <section class="hero">
          <div class="hero-inner">
            <div class="hero-text">
              <p class="eyebrow">{operator.address}</p>
              <h1>
                Built to <br />
                meet in.
              </h1>
              <p class="lede">
                {roomCount} in a working people’s hall{saySizes(rooms)}. Book by the hour, for a day
                or for several.
              </p>
              <p class="hero-ways">
                <a class="button" href="#rooms">
                  Choose a room
                </a>
                {experiences.length === 0 ? null : (
                  <a href="#experiences">Experiences and classes</a>
                )}
                {services.length === 0 ? null : <a href="#transport">Transport</a>}
              </p>
            </div>
            <HallFront sign={operator.name} />
          </div>
        </section>
        <section class="wrap" id="rooms" aria-labelledby="rooms-title">
          <div class="section-head">
            <h2 id="rooms-title">The rooms</h2>
            {discounts.length === 0 ? null : (
              <p>
                {sayList(discounts.map((each) => each.label))}: {discounts[0]?.percent ?? 0}% off in
                the rooms that offer it.
              </p>
            )}
          </div>
          <ul class="room-list">
            {rooms.map((room) => (
              <RoomCard key={room.slug} room={room} />
            ))}
          </ul>
        </section>
        {experiences.length === 0 ? null : <Experiences experiences={experiences} />}
        {services.length === 0 ? null : <Transport services={services} />}
        {typical === undefined ? null : (
          <>
            <HowItWorks holdMinutes={typical.holdMinutes} />
            <GoodToKnow room={typical} />
          </>
        )}
      </>
    ),
  });
}
