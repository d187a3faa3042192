"use strict";
// Sorts and filters the tables of a register. Texts are only ever set as texts.
(() => {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent.trim();
  };

  const compare = (first, second) => {
    const numbers = [Number(first), Number(second)];
    return numbers.some(Number.isNaN) ? collator.compare(first, second) : numbers[0] - numbers[1];
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, (row) => [valueOf(row, column), row]);
    keyed.sort(([first], [second]) => {
      if (first === "" || second === "") return (first === "") - (second === ""); // what is not known is always last
      return descending ? compare(second, first) : compare(first, second);
    });
    body.append(...keyed.map(([, row]) => row));
  };

  const makeSortable = (table) => {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  };

  const makeFilter = (form) => {
    const rows = Array.from(document.getElementById(form.dataset.filters).tBodies[0].rows, (row) => [
      row,
      row.textContent.toLowerCase(),
    ]);
    const fields = form.elements;
    const apply = () => {
      const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        const data = row.dataset;
        const fits =
          words.every((word) => text.includes(word)) &&
          (!fields.severity.value || data.severity === fields.severity.value) &&
          (!fields.year.value || data.year === fields.year.value) &&
          (!fields.open.checked || data.open !== "0") &&
          (!fields.findings.checked || data.findings !== "0");
        row.hidden = !fits;
        shown += fits;
      }
      form.querySelector("output").textContent = `${shown} of ${rows.length} shown`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    form.hidden = false;
    apply();
  };

  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  document.querySelectorAll("form[data-filters]").forEach(makeFilter);
})();
