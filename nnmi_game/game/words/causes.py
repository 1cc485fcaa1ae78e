"""Why a stock changed and where money went: the names of the ledger, for people."""

from __future__ import annotations

from nnmi_game.game.words.names import name_of
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.model import Scenario

EVENT = "event: "

#: Every cause that the engine names. A test plays games and finds any that is missing here.
CAUSES = {
    "SMEs that use the technology": N_("small firms that use the technology"),
    "a turn nearer to the end": N_("a turn nearer to the end of the program"),
    "advanced": N_("advanced to the next stage"),
    "advanced from the stage before": N_("came from the stage before"),
    "agreement ended": N_("the agreement ended"),
    "agreement renewed": N_("the agreement was renewed"),
    "appropriated": N_("appropriated by Congress"),
    "awarded": N_("the institute was awarded"),
    "base money": N_("federal base money"),
    "became stale": N_("knowledge grew old"),
    "bid partners joined": N_("partners of the bid joined"),
    "bid partners who never came": N_("partners of the bid never came"),
    "bought in ramp-up": N_("equipment bought in ramp-up"),
    "bought with grants": N_("equipment bought with grants"),
    "brought by vouchers": N_("brought by vouchers"),
    "came by themselves": N_("came into the trade by themselves"),
    "campaign": N_("the office campaigned"),
    "ceased": N_("firms went out of business"),
    "chance": N_("chance"),
    "closed": N_("plants closed"),
    "closed by the office": N_("the office closed the institute"),
    "closed for want of money": N_("the institute closed for want of money"),
    "competitors": N_("foreign competitors advanced"),
    "completed": N_("completed a program"),
    "contract research": N_("contract research"),
    "contract work": N_("too much contract work"),
    "debts written off": N_("debts written off"),
    "dropped out": N_("dropped out"),
    "dues": N_("members' dues"),
    "entered": N_("entered a program"),
    "equipment bought": N_("equipment bought"),
    "equipment grant": N_("grant for equipment"),
    "equipment renewed": N_("equipment renewed"),
    "faded": N_("drifted back to the usual"),
    "federal projects": N_("federal projects"),
    "forgotten": N_("the habit wore off"),
    "founded": N_("firms were founded"),
    "given up": N_("projects were given up"),
    "grew together": N_("the institutes grew together"),
    "heard of the institute": N_("heard of the institute"),
    "held back or paid later": N_("base money held back, or paid later"),
    "hired": N_("hired"),
    "institutes that stand alone": N_("institutes that stand alone"),
    "joined": N_("joined the institute"),
    "laid out anew": N_("the payments were laid out anew"),
    "lapsed": N_("unspent money lapsed"),
    "learned from linked institutes": N_("learned from linked institutes"),
    "left": N_("members left"),
    "left the institute": N_("came back from membership"),
    "let go": N_("let go"),
    "link changed": N_("the link was changed"),
    "links": N_("coordination of links"),
    "match in cash": N_("match paid in cash"),
    "match in kind": N_("match given in kind"),
    "match in kind: equipment": N_("equipment given as match"),
    "match paid": N_("match was paid"),
    "members' share of projects": N_("members' share of projects"),
    "money lapsed": N_("money was left to lapse"),
    "money returned": N_("money of a closed institute returned"),
    "never seen again": N_("never seen again"),
    "new agreement": N_("a new agreement began"),
    "new year": N_("a new fiscal year began"),
    "offshoring": N_("production moved abroad"),
    "opened": N_("opened"),
    "past MRL 7": N_("went past MRL 7"),
    "payroll": N_("payroll"),
    "people placed": N_("trained people found work"),
    "people reached": N_("people were reached"),
    "placed": N_("found work"),
    "placed from programs": N_("found work after a program"),
    "plants closed": N_("jobs lost in plants that closed"),
    "plants opened": N_("jobs in plants that opened"),
    "pledge not honoured": N_("the pledge was not honoured"),
    "presence in the regions": N_("sites and members in the regions"),
    "project work in kind": N_("work on projects given in kind"),
    "projects": N_("projects"),
    "projects ended": N_("projects ended"),
    "projects given up": N_("projects that were given up"),
    "proven at MRL 4 and 5": N_("concepts proven at MRL 4 and 5"),
    "reached": N_("were reached"),
    "recruiting": N_("recruiting"),
    "renewed from service income": N_("equipment renewed from service income"),
    "rent and upkeep": N_("rent and upkeep"),
    "rescue": N_("rescue"),
    "rescued": N_("the institute was rescued"),
    "rescues": N_("rescues"),
    "research elsewhere": N_("research elsewhere"),
    "results and reputation": N_("results and reputation"),
    "retired or left": N_("retired or left the trade"),
    "royalties and donations": N_("royalties and donations"),
    "satellite grant": N_("grant for a satellite site"),
    "service to members": N_("service to members"),
    "services on shared equipment": N_("services on shared equipment"),
    "signed the bid": N_("signed the bid"),
    "skilled people": N_("skilled people"),
    "staffing": N_("the office was staffed"),
    "started": N_("projects started"),
    "state money": N_("money from state governments"),
    "taken up by late starts": N_("taken up by late starts"),
    "the national economy": N_("the national economy"),
    "transitions": N_("technologies carried across"),
    "transitions that serve it": N_("technologies that serve its mission"),
    "vouchers": N_("vouchers for new members"),
    "what it can do": N_("what the institute can do"),
    "woken": N_("interest was woken"),
    "workforce programs": N_("workforce programs"),
    "worn out": N_("equipment wore out"),
    "year judged": N_("the year was judged"),
}

ACCOUNTS = {
    "cash": N_("institutes' cash"),
    "budget": N_("agencies' budgets"),
    "treasury": N_("federal treasury"),
    "consortium": N_("consortium partners"),
    "members": N_("members"),
    "firms": N_("creditors"),
    "customers": N_("customers"),
    "states": N_("state governments"),
    "donors": N_("donors"),
    "learners": N_("learners"),
    "payroll": N_("staff"),
    "suppliers": N_("landlords and suppliers"),
    "equipment": N_("equipment"),
    "projects": N_("projects"),
    "members_served": N_("service to members"),
    "vouchers": N_("vouchers"),
    "recruiting": N_("recruiting"),
    "programs": N_("workforce programs"),
    "coordination": N_("coordination"),
    "lapse": N_("lapsed"),
}


def cause(name: str, scenario: Scenario | None = None) -> str:
    """Why something changed. With the scenario, an event is called by its headline."""
    if name.startswith(EVENT):
        if scenario is None:
            return _("an event")
        return _("event: {headline}").format(headline=name_of(scenario.events, name.removeprefix(EVENT)))
    return _(CAUSES.get(name, name))


def account(name: str) -> str:
    """What an account of the ledger is called."""
    return _(ACCOUNTS[name])
