import type { PublicCatalogue } from "../../catalogue/public-view.ts";
import { renderPage } from "../layout.tsx";

/** 404, with the way on: every room by name. */
export function notFoundPage({ catalogue }: { catalogue: PublicCatalogue }): string {
  const { operator, rooms } = catalogue;
  return renderPage({
    title: "Not here",
    description: "There is no page at this address.",
    operator,
    isPrivate: true,
    children: (
      <div class="wrap narrow">
        <h1>No such door.</h1>
        <p class="lede">There is no page at this address. These rooms are open:</p>
        <ul class="plain-links">
          {rooms.map((room) => (
            <li key={room.slug}>
              <a href={`/rooms/${room.slug}`}>{room.name}</a>
            </li>
          ))}
        </ul>
      </div>
    ),
  });
}
