import type { VNode } from "preact";

/**
 * A drawing of a room as it is set up: a plan with exactly as many chairs as the room seats.
 * It is derived from the capacity, so that a room added to the catalogue has its picture at once.
 */

interface Point {
  x: number;
  y: number;
}
interface Plan {
  chairs: Point[];
  furniture: VNode[];
}

const width = 320;
const height = 216;
const middle: Point = { x: 160, y: 94 };

/** The largest capacity that each way of seating people still suits. */
const roundTableMax = 8;
const longTableMax = 20;
const classroomMax = 50;

function roundTable(seats: number): Plan {
  const chairs = Array.from({ length: seats }, (_, index) => {
    const angle = (index / seats) * 2 * Math.PI - Math.PI / 2;
    return { x: middle.x + 56 * Math.cos(angle), y: middle.y + 56 * Math.sin(angle) };
  });
  return {
    chairs,
    furniture: [
      <circle key="table" cx={middle.x} cy={middle.y} r="38" />,
      <circle key="lamp" cx={middle.x} cy={middle.y} r="6" />,
    ],
  };
}

function longTable(seats: number): Plan {
  const aside = Math.ceil((seats - 2) / 2);
  const length = Math.min(220, 26 * aside);
  const left = middle.x - length / 2;
  const chairs = Array.from({ length: seats }, (_, index): Point => {
    if (index === 0) return { x: left - 18, y: middle.y };
    if (index === 1) return { x: left + length + 18, y: middle.y };
    const place = Math.floor((index - 2) / 2);
    return {
      x: left + (length / aside) * (place + 0.5),
      y: middle.y + (index % 2 === 0 ? -42 : 42),
    };
  });
  return {
    chairs,
    furniture: [<rect key="table" x={left} y={middle.y - 26} width={length} height="52" rx="6" />],
  };
}

function classroom(seats: number): Plan {
  const columns = seats > 30 ? 5 : 4;
  const perTable = 2;
  const rows = Math.ceil(seats / (columns * perTable));
  const tableWidth = 40;
  const across = 236 / columns;
  const down = 122 / rows;
  const furniture = [<rect key="desk" x="130" y="24" width="60" height="10" rx="2" />];
  const chairs: Point[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const placed = Math.min(perTable, seats - chairs.length);
      if (placed <= 0) break;
      const x = 42 + across * (column + 0.5);
      const y = 46 + down * (row + 0.5);
      furniture.push(
        <rect
          key={`${row}-${column}`}
          x={x - tableWidth / 2}
          y={y - 10}
          width={tableWidth}
          height="7"
          rx="2"
        />,
      );
      for (let seat = 0; seat < placed; seat += 1) {
        chairs.push({ x: x + (seat - (placed - 1) / 2) * 18, y: y + 4 });
      }
    }
  }
  return { chairs, furniture };
}

function rowsBeforeStage(seats: number): Plan {
  const perRow = Math.ceil(Math.sqrt(seats * 2) / 2) * 2;
  const rows = Math.ceil(seats / perRow);
  const aisle = 22;
  const across = (250 - aisle) / perRow;
  const down = 104 / rows;
  const chairs = Array.from({ length: seats }, (_, index) => {
    const column = index % perRow;
    const row = Math.floor(index / perRow);
    return {
      x: 35 + across * (column + 0.5) + (column >= perRow / 2 ? aisle : 0),
      y: 64 + down * (row + 0.5),
    };
  });
  return {
    chairs,
    furniture: [
      <path key="stage" d="M70 22h180v22q-90 18-180 0z" />,
      <rect key="lectern" x="152" y="28" width="16" height="9" rx="1" />,
    ],
  };
}

function planFor(capacity: number): Plan {
  if (capacity <= roundTableMax) return roundTable(capacity);
  if (capacity <= longTableMax) return longTable(capacity);
  return capacity <= classroomMax ? classroom(capacity) : rowsBeforeStage(capacity);
}

const chairSize = (capacity: number): number =>
  capacity <= roundTableMax
    ? 17
    : capacity <= longTableMax
      ? 13
      : capacity <= classroomMax
        ? 9
        : 8.5;

/** Decorative: the capacity is also said in words beside it. */
export function RoomPlan({ capacity }: { capacity: number }): VNode {
  const { chairs, furniture } = planFor(capacity);
  // A dot is a line of no length with round ends: one path for all the chairs keeps the page small.
  const dots = chairs.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
  return (
    <svg class="plan" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round">
        <path d="M258 176H308V12H12V176H222" stroke-width="5" />
        <path d="M222 176V212A36 36 0 0 0 258 176" stroke-width="1.5" />
        <path d="M60 12h44M138 12h44M216 12h44" stroke="var(--plan-paper)" stroke-width="2" />
        {furniture}
        <path d={dots} stroke-width={chairSize(capacity)} stroke-linecap="round" />
      </g>
    </svg>
  );
}
