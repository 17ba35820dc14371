/** Keeps the newest turn in sight while the person has not scrolled away from it. */
export interface BottomKeeper {
  /** Goes to the end, and stays there. */
  follow(): void;
  disconnect(): void;
}

/** Pixels from the end that still count as the end. */
const slack = 24;

/**
 * Watches a scrolling log and its content. A last turn taller than the log is shown from its beginning, so that an
 * answer is read from its first line.
 */
export function createBottomKeeper(log: HTMLElement, content: HTMLElement): BottomKeeper {
  let following = true;
  let placed = -1;
  const settle = (): void => {
    if (!following) return;
    const last = content.lastElementChild;
    const end = log.scrollHeight - log.clientHeight;
    if (last === null) return;
    const start = log.scrollTop + last.getBoundingClientRect().top - log.getBoundingClientRect().top;
    log.scrollTop = Math.min(end, start);
    placed = log.scrollTop;
  };
  const noticeScroll = (): void => {
    const last = content.lastElementChild;
    const atEnd = log.scrollHeight - log.clientHeight - log.scrollTop < slack;
    const atStartOfLast =
      last !== null && Math.abs(last.getBoundingClientRect().top - log.getBoundingClientRect().top) < slack;
    // The keeper's own scrolling is told a frame later, when the content may have grown and the browser scrolled on its
    // own to hold it in place: only scrolling up is the person's wish to stay.
    following = atEnd || atStartOfLast || (following && log.scrollTop > placed - slack);
  };
  const observer = new ResizeObserver(settle);
  observer.observe(content);
  observer.observe(log);
  log.addEventListener("scroll", noticeScroll, { passive: true });
  return {
    follow() {
      following = true;
      settle();
    },
    disconnect() {
      observer.disconnect();
      log.removeEventListener("scroll", noticeScroll);
    },
  };
}
