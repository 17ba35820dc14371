import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { CompletedMentionView, Mention } from "../../../protocol/mentions.ts";
import type { OfferedMentions } from "../state/mentionTyping.ts";
import {
  mentionDetail,
  mentionKind,
  mentionLabel,
  mentionListName,
  mentionName,
  mentionPlace,
  mentionSign,
  nothingFits,
} from "../text/mentionText.ts";
import { icons } from "./icons.ts";

/** Identifies the list, for the box that it belongs to. */
export const mentionListId = "mention-list";
export const mentionOptionId = (place: number): string => `mention-option-${place}`;

/** The files, folders and headings that a question is asked of; with a button to leave each out, where `remove` is given. */
export function mentionChips(
  mentions: readonly Mention[],
  remove?: (mention: Mention) => void,
): TemplateResult | typeof nothing {
  if (mentions.length === 0) return nothing;
  return html`<ul class="mentions" aria-label=${t("Asked of")}>
    ${mentions.map((mention) => html`<li class="mention" title=${mentionPlace(mention)}>${chip(mention, remove)}</li>`)}
  </ul>`;
}

function chip(mention: Mention, remove: ((mention: Mention) => void) | undefined): TemplateResult {
  const name = html`<span class="mention-sign" aria-hidden="true">${mentionSign(mention)}</span
    ><span class="heard">${mentionKind(mention)} </span><bdi class="mention-name">${mentionLabel(mention)}</bdi>`;
  if (remove === undefined) return name;
  const label = t("Leave out {0}", mentionPlace(mention));
  return html`${name}<button
      type="button"
      class="mention-remove"
      title=${label}
      aria-label=${label}
      @click=${() => remove(mention)}
    >
      ${icons.close}
    </button>`;
}

/** The list of what may be chosen. It never takes the focus; the box that it belongs to has it. */
export function mentionList(
  { open, options, active }: OfferedMentions,
  choose: (option: CompletedMentionView) => void,
): TemplateResult {
  if (options.length === 0) return html`<p class="mention-none"><bdi>${nothingFits(open)}</bdi></p>`;
  const keepFocus = (event: Event): void => event.preventDefault();
  return html`<ul
    class="mention-list"
    id=${mentionListId}
    role="listbox"
    aria-label=${mentionListName(open)}
    @mousedown=${keepFocus}
  >
    ${options.map(
      (option, place) =>
        html`<li
          class="mention-option"
          id=${mentionOptionId(place)}
          role="option"
          aria-selected=${place === active}
          @click=${() => choose(option)}
        >
          <span class="heard">${mentionKind(option.mention)} </span>
          <span class="mention-named">
            <span class="mention-sign" aria-hidden="true">${mentionSign(option.mention)}</span
            ><bdi class="mention-name"
              >${mentionName(option.mention)}${option.mention.kind === "folder" ? "/" : nothing}</bdi
            >
          </span>
          <span class="mention-detail"><bdi>${mentionDetail(option)}</bdi></span>
        </li>`,
    )}
  </ul>`;
}
