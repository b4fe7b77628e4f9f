document.getElementById("dashboard")!.textContent = "x";
import "./x.css"; export {};
