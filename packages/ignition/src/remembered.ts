/**
 * A pure function of a text that keeps its last answers, `most` of them: the nodes of one role share nearly
 * all of their files and units.
 */
export function remembered<Answer>(most: number, answer: (key: string) => Answer): (key: string) => Answer {
  const known = new Map<string, Answer>();
  return (key) => {
    if (known.has(key)) return known.get(key) as Answer;
    const fresh = answer(key);
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(key, fresh);
    return fresh;
  };
}
