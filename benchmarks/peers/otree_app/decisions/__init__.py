"""Twelve pages with six numbers each: about what a student decides in a turn of the game, without the game."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models

PAGES, FIELDS = 12, 6


def fields(page):
    """Names of a page's fields."""
    return [f"page{page}_{number}" for number in range(1, FIELDS + 1)]


class C(BaseConstants):
    NAME_IN_URL = "decisions"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    pass


for _page in range(1, PAGES + 1):
    for _name in fields(_page):
        setattr(Player, _name, models.IntegerField(min=0, max=1000))

page_sequence = [
    type(
        f"Page{number}",
        (Page,),
        {"form_model": "player", "form_fields": fields(number), "template_name": "decisions/Page.html"},
    )
    for number in range(1, PAGES + 1)
]
