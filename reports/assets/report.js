// Comfort on top of a page that works without it: hover, picking in the chart, a link to the picked point, the theme.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const radios = [...document.querySelectorAll('input[name="pick"]')];

  const remember = (radio) => {
    try {
      history.replaceState(null, "", "#pick=" + encodeURIComponent(radio.value));
    } catch {
      // Some browsers refuse to change the address of a local file; the pick works all the same.
    }
  };

  const pick = (radio) => {
    radio.checked = true;
    radio.closest("label").scrollIntoView({ block: "nearest", inline: "nearest" });
    remember(radio);
  };

  const fromAddress = () => {
    const wanted = location.hash.startsWith("#pick=") ? decodeURIComponent(location.hash.slice(6)) : "";
    const radio = radios.find((candidate) => candidate.value === wanted);
    if (radio) radio.checked = true;
  };

  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);

  const line = (tag, words) => {
    const element = document.createElement(tag);
    element.textContent = words;
    return element;
  };

  const showTip = (mark) => {
    const point = data.points[Number(mark.dataset.point)];
    tip.replaceChildren(
      line("b", point.id + (point.role ? ", " + point.role : "")),
      line("div", data.latency_name + " " + point.latency),
      line("div", point.cost),
      line("span", point.regions),
      line("span", point.gpus),
    );
    tip.hidden = false;
    const dot = mark.querySelector(".dot").getBoundingClientRect();
    const left = Math.min(dot.right + 12, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(8, left) + scrollX + "px";
    tip.style.top = Math.max(8, dot.top - tip.offsetHeight - 8) + scrollY + "px";
  };

  for (const mark of document.querySelectorAll(".point")) {
    // The script's tip replaces the browser's slower one.
    mark.querySelector("title").remove();
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      pick(radios[Number(mark.dataset.point)]);
    });
    for (const enter of ["pointerenter", "focus"]) mark.addEventListener(enter, () => showTip(mark));
    for (const leave of ["pointerleave", "blur"]) mark.addEventListener(leave, () => (tip.hidden = true));
  }
  for (const radio of radios) radio.addEventListener("change", () => remember(radio));

  const theme = document.getElementById("theme");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const nameTheme = () => (theme.textContent = isDark() ? "Light" : "Dark");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);

  addEventListener("hashchange", fromAddress);
  fromAddress();
  nameTheme();
})();
