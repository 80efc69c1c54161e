// The pictures of the ideas: data in, a drawing that answers to what is chosen. Each function gets
// its place and its data, and returns how to draw it again when the place has another width.
const PICTURES = {
  five_words(stage, data) {
    const names = Object.keys(data.choices);
    const chosen = Object.fromEntries(names.map((it) => [it, 0]));
    const place = h("div"), said = answer();
    const log = h("ol", { class: "log", tabindex: 0, "aria-label": "Events" });
    const words = { scenario: "Scenario: what is planned", policy: "Policy: what goes first",
      decision: "Decision: what somebody chose", luck: "The luck of the world" };
    const draw = () => {
      const run = data.runs[names.map((it) => chosen[it]).join("")];
      const last = lastDay(Object.values(data.runs).map((it) => it.bars));
      const { svg, width } = sheet(stage, 172, `Three projects over ${last} working days`);
      const across = scale(0, last, 4, width - 10);
      axis(svg, across, 0, last, 6, 132, "working day; ◇ due", width);
      projects(svg, run.bars, 8, across, COLOURS.blue);
      place.replaceChildren(svg);
      log.replaceChildren(...run.said.map((it) => h("li", {}, it)));
      said.textContent = `Metrics: ${run.events} events, ${money(run.net)} net, ` +
        `${run.late} of 3 projects late.`;
    };
    const controls = names.map((it) =>
      choice(it, words[it], data.choices[it], (number) => { chosen[it] = number; draw(); }));
    const below = h("details", {}, h("summary", {}, "Events: what happened"), log);
    stage.append(h("div", { class: "choices" }, ...controls), place, said, below);
    return draw;
  },

  named_chance(stage, data) {
    let way = 0, added = 0;
    const place = h("div"), said = answer();
    const draw = () => {
      const rows = data.rows.filter((row) => added || row.named[0] !== null);
      const { svg, width } = sheet(stage, 30 * rows.length + 44, "The luck of each activity");
      const left = Math.min(250, width * 0.5);
      const across = scale(0, 1, left, width - 12);
      let moved = 0;
      rows.forEach((row, number) => {
        const [before, after] = way ? row.turn : row.named;
        const now = added ? after : before, y = 30 * number + 6;
        const other = added && before !== null && before !== after;
        moved += other;
        const name = row.name.length * 7 > left ? row.name.split(": ")[1] : row.name;
        svg.append(text(left - 8, y + 14, name, { "text-anchor": "end", "font-size": 12 }));
        svg.append(shape("rect", { x: left, y: y + 3, width: Math.max(2, across(now) - left), height: 15,
          fill: other ? COLOURS.vermilion : COLOURS.blue, rx: 2 }));
        if (other) svg.append(line(across(before), y, across(before), y + 21,
          { "stroke-width": 2.5, "stroke-dasharray": "3 2" }));
      });
      axis(svg, across, 0, 1, 4, 30 * rows.length + 6, "luck, from 0 to 1", width - left);
      place.replaceChildren(svg);
      said.textContent = !added ? "The luck of one world. Now add an activity in front of all others."
        : moved ? `One activity more, and ${moved} others have another luck (dashes: before).`
          : "One activity more, and all others have the luck they had.";
    };
    stage.append(h("div", { class: "choices" },
      choice("way", "Luck is drawn", ["by name", "in turn, one number after the other"],
        (it) => { way = it; draw(); }),
      choice("added", "The plan", ["as written", "with one more activity in front"],
        (it) => { added = it; draw(); })), place, said);
    return draw;
  },

  same_luck(stage, data) {
    let day = 0;
    const place = h("div"), said = answer();
    const draw = () => {
      const row = data.rows[day], last = lastDay([data.alone.bars, ...data.rows.map((it) => it.bars)]);
      const { svg, width } = sheet(stage, 172, "Three projects with one more developer and without");
      const across = scale(0, last, 4, width - 10);
      axis(svg, across, 0, last, 6, 132, "working day; ◇ due; grey: without", width);
      projects(svg, row.bars, 8, across, COLOURS.blue, data.alone.bars);
      svg.append(line(across(row.day), 2, across(row.day), 134,
        { stroke: COLOURS.vermilion, "stroke-width": 2, "stroke-dasharray": "5 3" }));
      place.replaceChildren(svg);
      const more = row.net - data.alone.net;
      said.textContent = `Hired on day ${row.day}: ${money(row.net)}; without: ` +
        `${money(data.alone.net)}. The decision was worth ${signed(more)} in this world.`;
    };
    stage.append(slider("One more developer, decided on", data.rows, 0, (it) => `day ${it.day}`,
      (it) => { day = it; draw(); }), place, said);
    return draw;
  },

  many_worlds(stage, data) {
    let count = 0, way = 0;
    const place = h("div"), said = answer();
    const draw = () => {
      const kind = way ? data.unlike : data.same, worlds = data.counts[count];
      const every = [...data.same.dots, ...data.unlike.dots];
      const low = Math.min(...every), high = Math.max(...every);
      const { svg, width } = sheet(stage, 190, `Differences in ${worlds} worlds`);
      const across = scale(low, high, 10, width - 10), heights = {};
      axis(svg, across, low, high, 4, 150, "more value than without the rule, k€", width);
      svg.append(line(across(0), 4, across(0), 150, { "stroke-width": 1.5 }));
      for (const it of kind.dots.slice(0, worlds)) {
        const x = Math.round(across(it) / 8) * 8;
        heights[x] = (heights[x] || 0) + 1;
        svg.append(shape("circle", { cx: x, cy: 112 - 7 * Math.min(14, heights[x]), r: 3.2,
          fill: it < 0 ? COLOURS.vermilion : COLOURS.blue }));
      }
      const [middle, from, to] = kind.ranges[count];
      svg.append(line(Math.max(2, across(from)), 130, Math.min(width - 2, across(to)), 130,
        { "stroke-width": 5, opacity: 0.6 }));
      svg.append(shape("circle", { cx: across(middle), cy: 130, r: 6, fill: INK }));
      place.replaceChildren(svg);
      const sure = from > 0 || to < 0;
      said.textContent = `${worlds} worlds: ${signed(middle)} on average, with 95 % confidence ` +
        `between ${money(from)} and ${money(to)}. ` +
        (sure ? "That is hardly luck." : "That may be luck: the range has 0 in it.");
    };
    stage.append(h("div", { class: "choices" },
      choice("way", "Both rules meet", ["the same worlds", "worlds of their own"],
        (it) => { way = it; draw(); })),
    slider("Worlds", data.counts, 0, (it) => `${it}`, (it) => { count = it; draw(); }), place, said);
    return draw;
  },

  fates(stage, data) {
    let day = 0;
    const place = h("div"), said = answer();
    const draw = () => {
      const row = data.rows[day], every = data.rows.flatMap((it) => it.ends);
      const low = Math.min(...every), high = Math.max(...every);
      const { svg, width } = sheet(stage, 170, `How the flight may end, seen from day ${row.day}`);
      const across = scale(low, high, 10, width - 10), heights = {};
      axis(svg, across, low, high, 4, 130, "net result, k€", width);
      for (const it of row.ends) {
        const x = Math.round(across(it) / 9) * 9;
        heights[x] = (heights[x] || 0) + 1;
        svg.append(shape("circle", { cx: x, cy: 126 - 8 * Math.min(15, heights[x]), r: 3.8,
          fill: COLOURS.blue }));
      }
      svg.append(line(across(data.came), 4, across(data.came), 130,
        { stroke: COLOURS.vermilion, "stroke-width": 2.5, "stroke-dasharray": "6 3" }));
      place.replaceChildren(svg);
      const ends = [...row.ends].sort((a, b) => a - b);
      said.textContent = `Day ${row.day}: ${row.known} facts are known. In 8 of 10 fates it ends ` +
        `between ${money(ends[Math.floor(ends.length / 10)])} and ` +
        `${money(ends[Math.ceil(ends.length * 0.9) - 1])}. It came to ${money(data.came)} (dashes).`;
    };
    stage.append(slider("Asked on", data.rows, 0, (it) => `day ${it.day}`,
      (it) => { day = it; draw(); }), place, said);
    return draw;
  },

  strokes(stage, data) {
    let open = 0;
    const place = h("div"), said = answer();
    const looks = { rules: COLOURS.green, decision: COLOURS.blue, luck: COLOURS.orange,
      sampling: "#8a8a8a" };
    const words = { rules: "rules", decision: "decision", luck: "luck", sampling: "estimating" };
    const levels = [data.start];
    for (const row of data.rows) levels.push(levels.at(-1) + row.value);
    const draw = () => {
      const low = Math.min(...levels), high = Math.max(...levels), air = (high - low) * 0.06;
      const { svg, width } = sheet(stage, 30 * data.rows.length + 100, "A result in strokes");
      const left = 118, across = scale(low - air, high + air, left, width - 12);
      const bottom = 30 * data.rows.length + 58;
      axis(svg, across, low - air, high + air, 4, bottom, "net result, k€", width - left);
      const ends = (y, value, name) => {
        svg.append(text(left - 8, y + 13, name, { "text-anchor": "end", "font-size": 12 }));
        svg.append(line(across(value), y, across(value), y + 18, { "stroke-width": 3 }));
      };
      ends(6, data.start, "reference");
      data.rows.forEach((row, number) => {
        const y = 30 * (number + 1) + 2, [from, to] = [levels[number], levels[number + 1]];
        svg.append(text(left - 8, y + 13, `${words[row.kind]}${row.day ? `, day ${Math.round(row.day)}` : ""}`,
          { "text-anchor": "end", "font-size": 12, "font-weight": number === open ? 700 : 400 }));
        svg.append(shape("rect", { x: Math.min(across(from), across(to)), y,
          width: Math.max(2, Math.abs(across(to) - across(from))), height: 18, rx: 2,
          fill: looks[row.kind], opacity: number === open ? 1 : 0.55 }));
        svg.append(line(across(to), y, across(to), y + 30, { "stroke-width": 1 }));
      });
      ends(30 * (data.rows.length + 1) + 2, data.result, "result");
      place.replaceChildren(svg);
      const row = data.rows[open];
      const range = row.low === null ? "" : ` (95 % interval ${signed(row.low)} to ${signed(row.high)})`;
      said.textContent = `${row.what}: ${signed(row.value)}${range}.`;
    };
    stage.append(slider("Stroke", data.rows, 0,
      (it) => `${data.rows.indexOf(it) + 1} of ${data.rows.length}`, (it) => { open = it; draw(); }),
    place, said);
    return draw;
  },

  switches(stage, data) {
    const names = ["everything on", ...Object.keys(data.off).map((it) => `without ${it}`)];
    let off = 0;
    const place = h("div"), said = answer();
    const middle = (ends) => ends.reduce((a, b) => a + b, 0) / ends.length;
    const draw = () => {
      const ends = off ? Object.values(data.off)[off - 1] : data.on;
      const every = [data.on, ...Object.values(data.off)].flat();
      const low = Math.min(...every), high = Math.max(...every);
      const { svg, width } = sheet(stage, 190, `Sixty worlds, ${names[off]}`);
      const across = scale(low, high, 10, width - 10);
      axis(svg, across, low, high, 4, 150, "net result, k€", width);
      const cloud = (numbers, bottom, fill) => {
        const heights = {};
        for (const it of numbers) {
          const x = Math.round(across(it) / 8) * 8;
          heights[x] = (heights[x] || 0) + 1;
          svg.append(shape("circle", { cx: x, cy: bottom - 7 * Math.min(9, heights[x]), r: 3.2, fill }));
        }
        const x = across(middle(numbers));
        svg.append(line(x, bottom - 62, x, bottom, { stroke: fill, "stroke-width": 3 }));
      };
      cloud(data.on, 72, COLOURS.blue);
      if (off) cloud(ends, 146, COLOURS.vermilion);
      place.replaceChildren(svg);
      const more = middle(ends) - middle(data.on);
      said.textContent = off
        ? `${names[off]} (below): ${money(middle(ends))} on average, ${signed(more)} against all on.`
        : `Everything on: ${money(middle(data.on))} on average. Switch something off.`;
    };
    stage.append(h("div", { class: "choices wide" },
      choice("off", "The same sixty worlds", names, (it) => { off = it; draw(); })), place, said);
    return draw;
  },
};

for (const figure of document.querySelectorAll("figure.picture")) {
  const stage = figure.querySelector(".stage");
  const data = JSON.parse(figure.querySelector("script").textContent);
  const draw = PICTURES[figure.dataset.picture](stage, data);
  let width = 0;
  new ResizeObserver(() => {
    if (stage.clientWidth !== width) {
      width = stage.clientWidth;
      draw();
    }
  }).observe(stage);
}
