/** A row of js-framework-benchmark. */
export interface Label {
  readonly id: number;
  readonly label: string;
}

const adjectives = ["pretty", "large", "tall", "small", "odd", "elegant", "mushy", "fancy"];
const colours = ["red", "blue", "green", "white", "black", "orange", "purple"];
const nouns = ["table", "chair", "house", "desk", "car", "pony", "sandwich", "keyboard", "mouse"];

export function makeLabels(first: number, count: number): Label[] {
  const pick = (words: readonly string[], number: number) => words[number % words.length];
  return Array.from({ length: count }, (_, at) => {
    const id = first + at;
    return { id, label: `${pick(adjectives, id)} ${pick(colours, id * 3)} ${pick(nouns, id * 7)}` };
  });
}
