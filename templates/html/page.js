// Copy buttons, and a memory for what was ticked off and written in. The page works without.
(function () {
  "use strict";

  var status = document.getElementById("_status");
  var copied = document.body.dataset.copied;

  function fallback(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "unseen";
    document.body.appendChild(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    area.remove();
    return done;
  }

  function copy(text) {
    // On pages opened from a disk some browsers have no clipboard to offer.
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(
        function () { return true; },
        function () { return fallback(text); }
      );
    }
    return Promise.resolve(fallback(text));
  }

  document.querySelectorAll("button.copy").forEach(function (button) {
    var label = button.textContent;
    var timer = 0;
    button.hidden = false;
    button.addEventListener("click", function () {
      var code = button.parentNode.querySelector("code");
      copy(code.textContent).then(function (done) {
        if (!done) {
          // The last resort: the person presses the keys.
          window.getSelection().selectAllChildren(code);
          return;
        }
        button.textContent = copied;
        button.classList.add("done");
        status.textContent = "";
        window.setTimeout(function () { status.textContent = copied; }, 50);
        window.clearTimeout(timer);
        timer = window.setTimeout(function () {
          button.textContent = label;
          button.classList.remove("done");
        }, 2000);
      });
    });
  });

  var key = document.body.dataset.key;
  var memory = {};
  try { memory = JSON.parse(window.localStorage.getItem(key)) || {}; } catch (error) { memory = {}; }

  function remember() {
    try { window.localStorage.setItem(key, JSON.stringify(memory)); } catch (error) { /* private window */ }
  }

  function now() {
    var time = new Date();
    var two = function (n) { return (n < 10 ? "0" : "") + n; };
    return {
      date: time.getFullYear() + "-" + two(time.getMonth() + 1) + "-" + two(time.getDate()),
      at: two(time.getHours()) + ":" + two(time.getMinutes())
    };
  }

  // What is still empty when something is ticked off: when it is, and who did the last one.
  function filled(field, row) {
    if (field === "date") { return now().date; }
    if (field !== "at") { return memory["/" + field] || ""; }
    return row.querySelector("[data-field=date]") ? now().at : now().date + " " + now().at;
  }

  document.querySelectorAll("li.step").forEach(function (step) {
    step.querySelectorAll(".sign-off, .act").forEach(function (row, place) {
      var host = row.querySelector(".host");
      var base = step.id + "/" + (host ? host.textContent.trim() + "/" + place + "/" : "");
      var inputs = row.querySelectorAll("input[data-field]");
      inputs.forEach(function (input) {
        var field = input.dataset.field;
        var name = base + field;
        var box = input.type === "checkbox";
        if (name in memory) {
          if (box) { input.checked = memory[name] === true; } else { input.value = String(memory[name]); }
        }
        input.addEventListener(box ? "change" : "input", function () {
          memory[name] = box ? input.checked : input.value;
          // Who ticks a step off does it now: what is still empty is filled in, and can be changed.
          if (box && input.checked) {
            inputs.forEach(function (other) {
              if (other !== input && other.value === "") {
                other.value = filled(other.dataset.field, row);
                memory[base + other.dataset.field] = other.value;
              }
            });
          }
          if (field === "by" || field === "initials") { memory["/" + field] = input.value; }
          remember();
        });
      });
    });
  });
})();
