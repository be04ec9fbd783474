// The month and the week. Times come and go as the coach's wall clock and are shown as if they were UTC, so that the
// browser's own zone never matters.
import { useEffect, useMemo, useRef, useState } from "react";
import FullCalendar from "@fullcalendar/react";
import dayGridPlugin from "@fullcalendar/daygrid";
import timeGridPlugin from "@fullcalendar/timegrid";
import interactionPlugin from "@fullcalendar/interaction";
import french from "@fullcalendar/core/locales/fr";

const PHONE = "(width < 48rem)";
const PLUGINS = [dayGridPlugin, timeGridPlugin, interactionPlugin];
const HOUR = { hour: "2-digit", minute: "2-digit", hour12: false };

function useMatches(query) {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const changed = () => setMatches(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return matches;
}

function shown(row) {
  const { id, start, end, hue, status, is_movable: isMovable, ...words } = row;
  return { id, start, end, title: words.name, startEditable: isMovable, classNames: [`hue-${hue}`, `is-${status}`], extendedProps: words };
}

function taken({ mark, ...row }) {
  return { ...row, allDay: mark !== "", display: "background", classNames: [mark === "part" ? "is-part-blocked" : "is-blocked"] };
}

function Words({ event, view }) {
  const { time, name, about, label } = event.extendedProps;
  const words = useRef(null);
  useEffect(() => {
    const block = words.current.closest(".fc-event");
    // A month on a phone shows dots: its days are what is pressed there.
    if (!block.hasAttribute("tabindex")) return;
    block.setAttribute("role", "button");
    block.setAttribute("aria-label", label);
  });
  if (view.type === "dayGridMonth") {
    return (
      <span ref={words} className="cal-line">
        <span className="cal-time">{time}</span>
        <span className="cal-name">{name}</span>
      </span>
    );
  }
  return (
    <span ref={words} className="cal-block">
      <span className="cal-name">{name}</span>
      <span className="cal-about">{time} · {about}</span>
    </span>
  );
}

// What FullCalendar leaves unsaid: a day's number is read with its date and its sessions, and what opens the rest of a day is
// a button that says whether that day is the one whose list stands beside.
const inFull = (date) =>
  date.toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const sessions = (count) => (count ? `${count} séance${count > 1 ? "s" : ""}` : "aucune séance");

function nameDay(cell, { counts, date }) {
  const day = cell.dataset.date;
  const words = `${inFull(new Date(`${day}T00:00Z`))}, ${sessions(counts[day])}`;
  cell.querySelector(".fc-daygrid-day-number")?.setAttribute("aria-label", words);
  cell.querySelector(".fc-daygrid-more-link")?.setAttribute("aria-expanded", day === date);
}

function nameMore({ el, num }, { date }) {
  const day = el.closest("[data-date]")?.dataset.date;
  el.setAttribute("role", "button");
  el.setAttribute("aria-expanded", day === date);
  el.setAttribute("aria-label", `${num > 1 ? `${num} autres séances` : "1 autre séance"}${day ? `, ${inFull(new Date(`${day}T00:00Z`))}` : ""}`);
}

/** Of each day, how many sessions it shows. */
function countByDay(events) {
  const counts = {};
  for (const { start } of events) counts[start.slice(0, 10)] = (counts[start.slice(0, 10)] ?? 0) + 1;
  return counts;
}

export function Calendar({ kind, date, now, events, hours, blocked, firstHour, lastHour, answers, onDay, onOpen, onMove, onPick }) {
  const ref = useRef(null);
  const phone = useMatches(PHONE);
  const view = kind === "mois" ? "dayGridMonth" : phone ? "timeGridDay" : "timeGridWeek";
  const began = useRef([now, performance.now()]);
  if (began.current[0] !== now) began.current = [now, performance.now()];

  useEffect(() => {
    // FullCalendar flushes its own rendering: not from inside React's.
    queueMicrotask(() => ref.current?.getApi().changeView(view, date));
  }, [view, date]);

  // FullCalendar measures on the window's resize, before the page has found its new columns.
  useEffect(() => {
    const api = ref.current.getApi();
    const watch = new ResizeObserver(() => api.updateSize());
    watch.observe(api.el.parentElement);
    return () => watch.disconnect();
  }, []);

  // A drag moves the block at once; whatever the server answers, its rows are then drawn anew, together with the answer.
  const rows = useMemo(
    () => [...events.map(shown), ...blocked.map(taken)],
    [events, blocked, answers],
  );

  const told = useRef(null);
  told.current = { counts: useMemo(() => countByDay(events), [events]), date };
  useEffect(() => document.querySelectorAll(".cal .fc-daygrid-day[data-date]").forEach((cell) => nameDay(cell, told.current)));

  return (
    <FullCalendar
      ref={ref}
      plugins={PLUGINS}
      locale={french}
      firstDay={1}
      timeZone="UTC"
      now={() => new Date(Date.parse(`${began.current[0]}Z`) + performance.now() - began.current[1]).toISOString()}
      initialView={view}
      initialDate={date}
      headerToolbar={false}
      height="auto"
      stickyHeaderDates={false}
      events={rows}
      eventContent={(info) => (info.event.display === "background" ? <span className="cal-blocked" title={info.event.title}>{info.event.title}</span> : <Words {...info} />)}
      eventInteractive={!(phone && kind === "mois")}
      eventDisplay="block"
      eventTimeFormat={HOUR}
      eventOrder="start,title"
      dayMaxEvents={phone ? false : 3}
      moreLinkContent={({ num }) => `+ ${num} ${num > 1 ? "autres" : "autre"}`}
      moreLinkDidMount={(info) => nameMore(info, told.current)}
      moreLinkClick={({ date: day }) => {
        onDay(day.toISOString().slice(0, 10));
        return "none";
      }}
      navLinks={kind === "mois"}
      dayCellDidMount={({ el }) => el.dataset.date && nameDay(el, told.current)}
      navLinkDayClick={(day) => onDay(day.toISOString().slice(0, 10))}
      dayCellClassNames={({ date: day }) => (kind === "mois" && day.toISOString().startsWith(date) ? ["is-chosen"] : [])}
      allDaySlot={false}
      nowIndicator
      slotMinTime={firstHour}
      slotMaxTime={lastHour}
      // As fine as what a drag snaps to: within a larger slot FullCalendar drops by the slot's middle, a quarter late.
      slotDuration="00:15:00"
      slotLabelInterval="01:00"
      slotLabelFormat={HOUR}
      dayHeaderFormat={view === "dayGridMonth" ? { weekday: "short" } : { weekday: "short", day: "numeric" }}
      businessHours={kind === "semaine" && hours.map(({ day, opens, closes }) => ({ daysOfWeek: [day], startTime: opens, endTime: closes }))}
      slotEventOverlap={false}
      eventDurationEditable={false}
      eventStartEditable={kind === "semaine"}
      longPressDelay={350}
      eventClick={({ event, jsEvent }) => {
        jsEvent.preventDefault();
        if (event.display !== "background") onOpen(event.id);
      }}
      eventDrop={({ event }) => onMove(event.id, event.start.toISOString().slice(0, 19))}
      dateClick={({ dateStr, date: at }) => (kind === "mois" ? onDay(dateStr) : onPick(at.toISOString().slice(0, 19)))}
    />
  );
}
