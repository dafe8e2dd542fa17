export interface Peak {
  readonly id: number;
  readonly name: string;
  readonly range: string;
  /** In metres. */
  readonly height: number;
  /** The year of the first ascent. */
  readonly climbed: number;
}

const rows: readonly (readonly [name: string, range: string, height: number, climbed: number])[] = [
  ["Everest", "Himalaya", 8849, 1953],
  ["K2", "Karakoram", 8611, 1954],
  ["Kangchenjunga", "Himalaya", 8586, 1955],
  ["Lhotse", "Himalaya", 8516, 1956],
  ["Makalu", "Himalaya", 8485, 1955],
  ["Cho Oyu", "Himalaya", 8188, 1954],
  ["Dhaulagiri", "Himalaya", 8167, 1960],
  ["Manaslu", "Himalaya", 8163, 1956],
  ["Nanga Parbat", "Himalaya", 8126, 1953],
  ["Annapurna", "Himalaya", 8091, 1950],
  ["Gasherbrum I", "Karakoram", 8080, 1958],
  ["Broad Peak", "Karakoram", 8051, 1957],
  ["Gasherbrum II", "Karakoram", 8034, 1956],
  ["Aconcagua", "Andes", 6961, 1897],
  ["Ojos del Salado", "Andes", 6893, 1937],
  ["Huascarán", "Andes", 6768, 1932],
  ["Chimborazo", "Andes", 6263, 1880],
  ["Alpamayo", "Andes", 5947, 1957],
  ["Denali", "Alaska Range", 6190, 1913],
  ["Mount Foraker", "Alaska Range", 5304, 1934],
  ["Elbrus", "Caucasus", 5642, 1874],
  ["Dykh-Tau", "Caucasus", 5205, 1888],
  ["Kazbek", "Caucasus", 5054, 1868],
  ["Mont Blanc", "Alps", 4806, 1786],
  ["Monte Rosa", "Alps", 4634, 1855],
  ["Matterhorn", "Alps", 4478, 1865],
  ["Grand Combin", "Alps", 4309, 1859],
  ["Piz Bernina", "Alps", 4048, 1850],
  ["Eiger", "Alps", 3967, 1858],
  ["Grossglockner", "Alps", 3798, 1800],
];

/** What would be in a database. */
export const peaks: readonly Peak[] = rows.map(([name, range, height, climbed], index) => ({
  id: index + 1,
  name,
  range,
  height,
  climbed,
}));

export const ranges = [...new Set(peaks.map(({ range }) => range))];
