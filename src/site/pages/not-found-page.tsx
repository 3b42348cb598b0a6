import type { PublicCatalogue } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

/** 404, with the way on: every room and experience by name. */
export function notFoundPage({ catalogue }: { catalogue: PublicCatalogue }): string {
  const { operator, rooms, experiences } = catalogue;
  return renderPage({
    title: "Not here",
    description: "There is no page at this address.",
    operator,
    isPrivate: true,
    children: (
      <div class="wrap narrow">
        <h1>No such door.</h1>
        <p class="lede">There is no page at this address. This is what can be booked:</p>
        <ul class="plain-links">
          {rooms.map((room) => (
            <li key={room.slug}>
              <a href={`/rooms/${room.slug}`}>{room.name}</a>
            </li>
          ))}
          {experiences.map((experience) => (
            <li key={experience.slug}>
              <a href={`/experiences/${experience.slug}`}>{experience.name}</a>
            </li>
          ))}
        </ul>
      </div>
    ),
  });
}
