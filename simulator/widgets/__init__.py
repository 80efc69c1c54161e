"""Controls that show a session and change it: a choice goes in, a picture comes out."""

from simulator.widgets.any_workshop import AnyWorkshop
from simulator.widgets.cockpit import Cockpit
from simulator.widgets.debrief import Debrief
from simulator.widgets.explorable import Explorable
from simulator.widgets.forecast import Forecast
from simulator.widgets.in_a_served_workshop import InAServedWorkshop
from simulator.widgets.in_a_workshop import InAWorkshop
from simulator.widgets.learning import LearningEffect, LearningTest
from simulator.widgets.lobby import Lobby
from simulator.widgets.own_office import OwnOffice
from simulator.widgets.own_portfolio import OwnPortfolio
from simulator.widgets.question import Question
from simulator.widgets.remote_cockpit import RemoteCockpit
from simulator.widgets.reveal import Reveal
from simulator.widgets.worlds import Worlds

__all__ = [
    "AnyWorkshop",
    "Cockpit",
    "Debrief",
    "Explorable",
    "Forecast",
    "InAServedWorkshop",
    "InAWorkshop",
    "LearningEffect",
    "LearningTest",
    "Lobby",
    "OwnOffice",
    "OwnPortfolio",
    "Question",
    "RemoteCockpit",
    "Reveal",
    "Worlds",
]
