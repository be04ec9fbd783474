"""The design system: pieces are functions that take plain values or Vars, pass props through, know no capability."""

from .address import address
from .ago import ago
from .autosave import autosave
from .badge import avatar, badge
from .button import button, icon_button, link_button
from .card import card, details, divider, kbd, page_header, prose, section, stat
from .choice import checkbox, radio_group
from .contact import contact_links
from .copy_button import copy_button
from .dialog import confirm, dialog, form_footer, leave_button
from .drafts import drafts_of, forget_drafts
from .feedback import empty_state, error_state, skeleton, spinner
from .field import field, select, suggestions, text_area
from .file_field import file_field
from .fold import fold
from .form import form, hidden, post_form, refusal
from .icon import icon
from .intent import intent, whose
from .listing import current, list_chip, list_chips, list_choice, list_pager, list_pick, list_search, list_summary
from .menu import menu, menu_item
from .palette import palette, palette_button
from .password_field import password_field
from .print_button import print_button
from .shortcuts import card_opener, goes, page_search, primary_act, shortcuts, shortcuts_entry
from .styled import styled
from .table import table
from .tabs import tabs
from .tags import tag_editor, tag_list
from .tick import tick
from .toast import toasts
from .tooltip import tooltip

__all__ = [
    "address",
    "ago",
    "autosave",
    "avatar",
    "badge",
    "button",
    "card",
    "card_opener",
    "checkbox",
    "confirm",
    "contact_links",
    "copy_button",
    "current",
    "details",
    "dialog",
    "divider",
    "drafts_of",
    "empty_state",
    "error_state",
    "field",
    "file_field",
    "fold",
    "forget_drafts",
    "form",
    "form_footer",
    "goes",
    "hidden",
    "icon",
    "icon_button",
    "intent",
    "kbd",
    "leave_button",
    "link_button",
    "list_chip",
    "list_chips",
    "list_choice",
    "list_pager",
    "list_pick",
    "list_search",
    "list_summary",
    "menu",
    "menu_item",
    "page_header",
    "page_search",
    "palette",
    "palette_button",
    "password_field",
    "post_form",
    "primary_act",
    "print_button",
    "prose",
    "radio_group",
    "refusal",
    "section",
    "select",
    "shortcuts",
    "shortcuts_entry",
    "skeleton",
    "spinner",
    "stat",
    "styled",
    "suggestions",
    "table",
    "tabs",
    "tag_editor",
    "tag_list",
    "text_area",
    "tick",
    "toasts",
    "tooltip",
    "whose",
]
