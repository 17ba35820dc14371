/** Pixels between what is placed, its anchor and the edges of the page. */
const gap = 6;

/** Moves a fixed element beside its anchor: above where there is room, else below; never beyond the page's edges. */
export function placeBeside(element: HTMLElement, anchor: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const centred = anchor.left + anchor.width / 2 - width / 2;
  const x = Math.max(gap, Math.min(centred, clientWidth - width - gap));
  const above = anchor.top - height - gap;
  const y = above >= gap ? above : Math.min(anchor.bottom + gap, Math.max(gap, clientHeight - height - gap));
  element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
}
