// Stays at the newest message unless the shopper reads further up; then a button tells of what came.
const NEAR = 48;

export function createScroll(area, button) {
  let atEnd = true;

  function toEnd() {
    atEnd = button.hidden = true;
    area.scrollTop = area.scrollHeight;
  }

  area.addEventListener('scroll', () => {
    atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < NEAR;
    if (atEnd) button.hidden = true;
  }, { passive: true });
  button.addEventListener('click', () => {
    toEnd();
    area.focus({ preventScroll: true });
  });
  // The virtual keyboard, a longer draft or more text must not push the newest message out of sight.
  const sizes = new ResizeObserver(() => atEnd && toEnd());
  for (const each of [area, ...area.children]) sizes.observe(each);

  return {
    toEnd,

    /** After something was added below; what the shopper has not seen yet is news. */
    follow(isNews) {
      if (atEnd) toEnd();
      else if (isNews) button.hidden = false;
    },
  };
}
