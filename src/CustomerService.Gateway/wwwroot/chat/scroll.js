// Stays at the newest message unless the shopper reads further up; then a button tells of what came.
const NEAR = 48;

export class Scroll {
  #area;
  #button;
  #atEnd = true;

  constructor(area, button) {
    this.#area = area;
    this.#button = button;
    area.addEventListener('scroll', () => this.#look(), { passive: true });
    button.addEventListener('click', () => {
      this.toEnd();
      area.focus({ preventScroll: true });
    });
    // The virtual keyboard, a longer draft or a loaded picture must not push the newest message out of sight.
    const sizes = new ResizeObserver(() => this.#atEnd && this.toEnd());
    sizes.observe(area);
    for (const child of area.children) sizes.observe(child);
  }

  /** After something was added below. */
  follow(isNews) {
    if (this.#atEnd) this.toEnd();
    else if (isNews) this.#button.hidden = false;
  }

  toEnd() {
    this.#atEnd = true;
    this.#button.hidden = true;
    this.#area.scrollTop = this.#area.scrollHeight;
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#area;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atEnd) this.#button.hidden = true;
  }
}
