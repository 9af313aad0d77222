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
    return time.getFullYear() + "-" + two(time.getMonth() + 1) + "-" + two(time.getDate()) +
      " " + two(time.getHours()) + ":" + two(time.getMinutes());
  }

  document.querySelectorAll("li.step").forEach(function (step) {
    var names = 0;
    step.querySelectorAll("input[data-field]").forEach(function (input) {
      var name = input.dataset.field || step.id + "/" + input.parentNode.textContent.trim() + "/" + names++;
      var box = input.type === "checkbox";
      if (name in memory) {
        if (box) { input.checked = memory[name] === true; } else { input.value = String(memory[name]); }
      }
      input.addEventListener(box ? "change" : "input", function () {
        memory[name] = box ? input.checked : input.value;
        // Who ticks a step off does it now: what is still empty is filled in, and can be changed.
        if (box && input.checked && name === step.id + "/done") {
          step.querySelectorAll(".field input").forEach(function (field) {
            var at = field.dataset.field === step.id + "/at";
            if (field.value === "") {
              field.value = at ? now() : memory["/by"] || "";
              memory[field.dataset.field] = field.value;
            }
          });
        }
        if (name === step.id + "/by") { memory["/by"] = input.value; }
        remember();
      });
    });
  });
})();
