import { LitElement } from "lit";

/**
 * An element that draws into the page itself, without a shadow tree: one style sheet serves all, text can be selected
 * across answers, and labels and descriptions may point from one element into another.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
