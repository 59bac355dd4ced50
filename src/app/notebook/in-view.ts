import type { Attachment } from 'svelte/attachments';

/** For the frames of cells: tells the names of those in view whenever another comes into it or leaves it. */
export function inView(onchange: (names: readonly string[]) => void): Attachment<HTMLElement> {
  const seen = new Set<HTMLElement>();
  const tell = () => onchange([...seen].flatMap(({ dataset }) => dataset['cell'] ?? []));
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) seen.add(target as HTMLElement);
      else seen.delete(target as HTMLElement);
    tell();
  });
  return (frame) => {
    observer.observe(frame);
    return () => {
      observer.unobserve(frame);
      if (seen.delete(frame)) tell();
    };
  };
}
